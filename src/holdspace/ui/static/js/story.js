// Writing at length: what is written is sealed now and then, and nothing comes between. Where danger is plain in it, people show above.
import './hour.js';

const PAUSE = 3000; // after the last letter
const writing = document.getElementById('writing');
const box = document.getElementById('box');
const people = document.getElementById('people');
const unkept = document.getElementById('unkept');
let kept = box.value;
let timer;
let sending = Promise.resolve();

document.querySelector('[data-plain]').hidden = true;
document.querySelector('[data-sealed]').hidden = false;

box.addEventListener('input', () => {
  clearTimeout(timer);
  timer = setTimeout(keep, PAUSE);
});
document.addEventListener('visibilitychange', () => document.hidden && keep());
writing.addEventListener('submit', () => clearTimeout(timer)); // what is sent now is kept by that

function keep() {
  clearTimeout(timer);
  sending = sending.then(send); // one after another, so that no older words come last
}

async function send() {
  const words = box.value;
  if (words === kept || document.documentElement.classList.contains('gone')) return;
  const answer = await fetch('/story/draft', { method: 'POST', body: new URLSearchParams({ words, place: 'story' }), headers: { accept: 'text/event-stream' } }).catch(() => null);
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
