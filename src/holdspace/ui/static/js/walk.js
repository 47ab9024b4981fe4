// A gentle thing, screen by screen: shows one at a time, says where one is, and sends an answer without leaving the page.
const walk = document.querySelector('.walk');
const told = document.getElementById('told');
const noted = document.getElementById('noted');
const aids = document.querySelector('.aids');
const screens = [...walk.querySelectorAll('.screen')];
const wholes = [...walk.querySelectorAll('.way')];
let timer;

function show(name, { quietly = false } = {}) {
  const next = document.getElementById(name);
  const whole = wholes.includes(next);
  if (!whole && !screens.includes(next)) return;
  for (const screen of screens) screen.toggleAttribute('data-here', screen === next);
  for (const way of wholes) way.toggleAttribute('data-whole', way === next);
  const steps = [...next.parentElement.querySelectorAll(':scope > .step')];
  if (steps.includes(next)) {
    const at = steps.length > 1 ? steps.indexOf(next) / (steps.length - 1) : 1;
    next.parentElement.querySelector('.stage')?.style.setProperty('--at', at);
  }
  aids.hidden = !steps.includes(next);
  if (!quietly) {
    scrollTo(0, 0);
    (whole ? next.querySelector('.writes textarea') : next.querySelector('.say')).focus({ preventScroll: true });
  }
  dispatchEvent(new CustomEvent('here', { detail: { screen: next, quietly } }));
  wait();
}

// An answer is noted in the background: with no connection the page goes on all the same, and says that it was not.
told.addEventListener('submit', async (event) => {
  event.preventDefault();
  const { submitter } = event;
  const fields = new URLSearchParams([[submitter.name, submitter.value]]);
  location.replace(`#${submitter.dataset.to}`);
  noted.textContent = '';
  const answer = await fetch(told.action, { method: 'POST', body: fields, keepalive: true, redirect: 'manual', headers: { accept: 'text/event-stream' } }).catch(() => null);
  if (!answer?.ok && answer?.type !== 'opaqueredirect') noted.textContent = noted.dataset.unnoted;
});

// By themselves only where somebody asked for it, never while they write, and never past the last step.
function wait() {
  clearTimeout(timer);
  const seconds = Number(aids.querySelector('[name="by"]:checked').value);
  const next = walk.querySelector('.step[data-here] [rel="next"]');
  if (seconds && next && next.hash !== '#after') timer = setTimeout(goOn, seconds * 1000, next.hash);
}

function goOn(hash) {
  if (document.hidden || document.activeElement.matches('textarea, input:not([type="radio"])')) return wait();
  return location.replace(hash);
}

aids.addEventListener('change', wait);
addEventListener('hashchange', () => show(location.hash.slice(1)));
walk.classList.add('led');
show(location.hash.slice(1) || walk.querySelector('.first').id, { quietly: true });
if (!walk.querySelector('[data-here], [data-whole]')) show(walk.querySelector('.first').id, { quietly: true });
