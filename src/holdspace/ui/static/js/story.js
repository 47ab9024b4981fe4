// Writing at length: what is written is sealed now and then, and nothing comes between. Where danger is plain in it, people show above.
import './hour.js';

const PAUSE = 3000; // after the last letter
const AFTER_ALL = 60_000; // bytes that a browser still sends for a page that is going away
const writing = document.getElementById('writing');
const box = document.getElementById('box');
const people = document.getElementById('people');
const unkept = document.getElementById('unkept');
let kept = box.value;
let timer;
let sending = null;
let over = false;

document.querySelector('[data-plain]').hidden = true;
document.querySelector('[data-sealed]').hidden = false;

box.addEventListener('input', () => {
  clearTimeout(timer);
  timer = setTimeout(keep, PAUSE);
});
document.addEventListener('visibilitychange', () => document.hidden && keep());

writing.addEventListener('submit', (event) => { // what is sent now is kept by that; older words must not come after it
  clearTimeout(timer);
  over = true;
  if (!sending) return;
  event.preventDefault();
  sending.then(() => writing.requestSubmit(event.submitter));
});

async function keep() {
  clearTimeout(timer);
  if (sending || over || box.value === kept || document.documentElement.classList.contains('gone')) return;
  sending = send(box.value);
  await sending;
  sending = null;
  if (box.value !== kept && !unkept.textContent) timer = setTimeout(keep, PAUSE);
}

async function send(words) {
  const body = new URLSearchParams({ words, place: 'story' });
  const answer = await fetch('/story/draft', { method: 'POST', body, headers: { accept: 'text/event-stream' }, keepalive: String(body).length < AFTER_ALL }).catch(() => null);
  const told = await answer?.json().catch(() => ({}));
  if (told?.to) location.replace(told.to); // the page was locked: what was written waits behind the passphrase
  if (answer?.ok) kept = words;
  unkept.textContent = answer?.ok ? '' : (told?.says ?? unkept.dataset.says);
  if (told?.tier >= 2) show(told.tier);
}

function show(tier) {
  if (people.hidden) document.getElementById('said').textContent = people.dataset.shown;
  people.dataset.tier = Math.max(tier, Number(people.dataset.tier));
  people.hidden = false;
}
