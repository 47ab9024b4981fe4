// "I'm not safe" is heard with one tap: opening that door tells the visit so, in the background, without any words.
import { fill } from './hour.js';

const door = document.getElementById('not-safe');
const form = door.querySelector('form[data-quietly]');

async function tell() {
  if (!door.open || 'heard' in form.dataset) return;
  form.dataset.heard = '';
  fill(form);
  const fields = new URLSearchParams(new FormData(form, form.querySelector('button')));
  await fetch('/talk', { method: 'POST', body: fields, headers: { accept: 'text/event-stream' } })
    .then((answer) => answer.text())
    .catch(() => delete form.dataset.heard); // the numbers are on this screen either way
}

door.addEventListener('toggle', tell);
tell(); // a quick hand may have opened it before this file arrived
// The nonce stays the same, so going on in Talk is the same one tap, answered once.
