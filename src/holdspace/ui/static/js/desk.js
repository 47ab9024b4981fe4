// The desk by keyboard: a list that narrows as one types and is walked with the arrows, and a note that Ctrl and Enter keep.
const find = document.querySelector('[data-filter]');
const list = find && document.getElementById(find.dataset.filter);
const links = list ? [...list.querySelectorAll('a')] : [];
const shown = () => links.filter((link) => !link.parentElement.hidden);
const letters = (text) => text.normalize('NFKC').toLowerCase().split(/\s+/).filter(Boolean).join(' ');

function narrow() {
  const sought = letters(find.value);
  for (const link of links) link.parentElement.hidden = !letters(link.textContent).includes(sought);
  const none = document.getElementById('none');
  none.textContent = shown().length ? '' : none.dataset.none;
}

function walk(event, by) {
  const here = shown().indexOf(document.activeElement);
  const next = shown()[here + by];
  event.preventDefault();
  if (next) next.focus();
  else if (here + by < 0) find.focus();
}

if (list) {
  find.addEventListener('input', narrow);
  find.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown') walk(event, 1);
  });
  list.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown') walk(event, 1);
    if (event.key === 'ArrowUp') walk(event, -1);
  });
}

const keeps = document.querySelector('form[data-keep]');
for (const hint of document.querySelectorAll('[data-keys]')) hint.hidden = false;
keeps?.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) keeps.requestSubmit(keeps.querySelector('button.main'));
});
