// The quiet lock: after idle minutes the page closes, and what stands in the composer is sealed and waits.
const IDLE = Number(document.body.dataset.idle) * 1000;
const { locked: door, lock: ends = '/lock' } = document.body.dataset;
let seen = Date.now();
let timer;

function wait() {
  clearTimeout(timer);
  timer = setTimeout(look, Math.max(0, seen + IDLE - Date.now()));
}

function look() { // a device that slept may wake long after
  if (Date.now() - seen >= IDLE) lock();
  else wait();
}

async function lock() {
  const boxes = document.querySelectorAll('#box, [data-box]'); // whatever of theirs is not sent yet
  const place = document.getElementById('box')?.dataset.place ?? '';
  const sent = { place, words: [...boxes].map((box) => box.value.trim()).filter(Boolean).join('\n') };
  document.documentElement.classList.add('gone');
  await fetch(ends, { method: 'POST', body: new URLSearchParams(sent), redirect: 'manual' }).catch(() => {});
  location.replace(door);
}

for (const sign of ['pointerdown', 'keydown', 'scroll']) addEventListener(sign, () => { seen = Date.now(); }, { passive: true, capture: true });
document.addEventListener('visibilitychange', () => document.hidden || look());
wait();
