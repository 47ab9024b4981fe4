// Things to bring: put on the page from wherever they stand without leaving it; and the page printed or copied by a tap.
const $ = (id) => document.getElementById(id);

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
  if (!event.target.matches('[data-bring]') || location.pathname === '/to-bring') return;
  event.preventDefault();
  bring(event.target, event.submitter);
});

for (const button of document.querySelectorAll('.to-bring [data-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => {
    for (const fold of document.querySelectorAll('details.sheet')) fold.open = true;
    print();
  });
}

for (const button of document.querySelectorAll('.to-bring [data-copy]')) {
  button.hidden = false;
  button.addEventListener('click', async () => {
    const whole = button.closest('.to-bring').querySelector('[data-whole]');
    whole.select?.(); // where a browser gives us no clipboard, the words are selected to copy
    await navigator.clipboard?.writeText((whole.value ?? whole.innerText).trim()).then(() => { $('copied').textContent = $('copied').dataset.done; }, () => {});
  });
}
