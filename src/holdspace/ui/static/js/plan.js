// The plan: printed or copied by one tap, and kept without losing a word when the connection is gone.
const writing = document.getElementById('writing');
const problem = document.getElementById('problem');
const copied = document.getElementById('copied');

for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => {
    for (const fold of document.querySelectorAll('details:has(.plan-parts)')) fold.open = true;
    print();
  });
}

for (const button of document.querySelectorAll('[data-copy]')) {
  button.hidden = false;
  button.addEventListener('click', async () => {
    const box = document.getElementById('text');
    const done = await copy(box ? box.value : written());
    if (!done && box) box.select();
    copied.textContent = done ? copied.dataset.done : '';
  });
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false; // over plain http a browser has no clipboard for us; the text can be selected
  }
}

function written() {
  const parts = [...writing.querySelectorAll('.plan-parts > li')].map((part, at) => {
    const values = [...part.querySelectorAll('textarea, .somebody input')].map((field) => field.value.trim()).filter(Boolean);
    return [`${at + 1}. ${part.querySelector('h2').textContent.trim()}`, ...values].join('\n');
  });
  return [document.querySelector('h1').textContent.trim(), ...parts].join('\n\n');
}

writing?.addEventListener('submit', async (event) => {
  const button = event.submitter;
  if (button && 'file' in button.dataset) return; // the answer is a file, and the page stays
  event.preventDefault();
  const fields = new URLSearchParams(new FormData(writing, button));
  const answer = await fetch('/plan', { method: 'POST', body: fields, headers: { accept: 'text/event-stream' } }).catch(() => null);
  if (answer?.ok && button?.name === 'country') {
    history.replaceState(null, '', writing.dataset.there); // going to a place on the same page would not load it again
    return location.reload();
  }
  if (answer?.ok) return location.assign(writing.dataset.then);
  const said = await answer?.json().catch(() => ({}));
  problem.textContent = said?.says ?? problem.dataset.lost;
  problem.hidden = false;
  problem.scrollIntoView({ block: 'center' });
});
