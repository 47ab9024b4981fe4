// What somebody writes beside a step stays in its box: copied, printed or let go by a tap, and gone with the page.
const boxes = [...document.querySelectorAll('.walk textarea')];

const empty = () => boxes.forEach((box) => { box.value = ''; });
const written = (way) => [...way.querySelectorAll('.writes')]
  .map((step) => [step.querySelector('.say').textContent.trim(), step.querySelector('textarea').value.trim()])
  .filter(([, words]) => words)
  .map((both) => both.join('\n'))
  .join('\n\n');

for (const whole of document.querySelectorAll('.whole')) {
  const status = whole.querySelector('[role="status"]');
  const act = (name, does) => {
    const button = whole.querySelector(name);
    button.hidden = false;
    button.addEventListener('click', does);
  };
  act('[data-print]', () => print());
  act('[data-empty]', () => { empty(); status.textContent = status.dataset.gone; });
  if (navigator.clipboard) { // over plain http a browser has no clipboard for us; the page can be printed
    act('[data-copy]', () => navigator.clipboard.writeText(written(whole.parentElement)).then(() => { status.textContent = status.dataset.done; }, () => {}));
  }
}
addEventListener('pagehide', empty);
