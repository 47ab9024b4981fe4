// Puts something on the page of things to bring from wherever it stands, without leaving there.

async function bring(form, button) {
  const fields = new URLSearchParams(new FormData(form, button));
  const answer = await fetch(form.action, { method: 'POST', body: fields, redirect: 'manual', headers: { accept: 'text/event-stream' } }).catch(() => null);
  if (answer?.type === 'opaqueredirect') return location.assign(form.action); // the way in, where the page was closed meanwhile
  if (answer?.ok) return done(form, button);
  const said = await answer?.json().catch(() => ({}));
  const status = button.nextElementSibling ?? button.insertAdjacentElement('afterend', document.createElement('span'));
  status.className = 'small';
  status.setAttribute('role', 'status');
  status.textContent = said?.says ?? form.dataset.lost;
}

function done(form, button) { // the way to the page stands where the button stood, and is read out as the focus lands on it
  const link = document.createElement('a');
  link.href = '/to-bring';
  link.className = `${button.className} on-page`;
  link.textContent = form.dataset.done;
  button.nextElementSibling?.remove();
  button.replaceWith(link);
  link.focus({ preventScroll: true });
}

addEventListener('submit', (event) => {
  if (!event.target.matches('[data-bring]')) return;
  event.preventDefault();
  bring(event.target, event.submitter);
});
