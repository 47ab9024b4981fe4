// What can be taken along from a visit: copied by one tap, or let go by one.
const fold = document.querySelector('.settle');
const fields = [...fold.querySelectorAll('textarea')];
const told = document.getElementById('settled');

function tell(what) {
  told.textContent = what;
  told.hidden = !what;
}

const copy = fold.querySelector('[data-copy]');
copy.hidden = !navigator.clipboard; // over plain http a browser has no clipboard for us; a copy can be saved
copy.addEventListener('click', async () => {
  const text = fields.map((field) => field.value.trim()).filter(Boolean).join('\n\n');
  await navigator.clipboard.writeText(text).then(() => tell(told.dataset.copied), () => tell(''));
});

const letGo = fold.querySelector('[data-let-go]');
letGo.hidden = false;
letGo.addEventListener('click', () => {
  fields.forEach((field) => (field.value = ''));
  fold.remove();
  tell(told.dataset.gone);
});
