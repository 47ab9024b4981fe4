// Leave quickly: empty the page first, end the visit, then put an ordinary page in this one's place in the history.
const link = document.getElementById('leave');
const status = document.getElementById('leave-status');
const lights = link.querySelector('.lights');
const WITHIN = 5000; // milliseconds between one Shift and the next

let presses = 0;
let timer;
let wasHeld = false; // whether Shift was changing another key: typing capitals never counts

function leave() {
  document.documentElement.classList.add('gone');
  document.title = link.dataset.blank;
  navigator.sendBeacon(link.dataset.ends);
  for (const kept of ['holdspace-theirs', 'holdspace-theirs-in']) globalThis.caches?.delete(kept); // what they kept on this device
  location.replace(link.href);
}

function show(count) {
  presses = count;
  clearTimeout(timer);
  lights.hidden = count === 0;
  [...lights.children].forEach((light, index) => light.classList.toggle('on', index < count));
  status.textContent = ['', link.dataset.two, link.dataset.one][count] ?? '';
  if (count) timer = setTimeout(show, WITHIN, 0);
}

link.addEventListener('click', (event) => {
  event.preventDefault();
  leave();
});

addEventListener('keyup', (event) => {
  if (event.key === 'Shift' && !wasHeld) {
    show(presses + 1);
    if (presses === 3) leave();
  } else if (event.key !== 'Shift' && presses) {
    show(0);
  }
  wasHeld = event.shiftKey;
}, true);

// A page brought back from the browser's memory is asked for again, so that nothing shows after leaving.
addEventListener('pageshow', (event) => {
  if (event.persisted) location.reload();
});
