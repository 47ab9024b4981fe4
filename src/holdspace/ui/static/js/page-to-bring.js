// The page of things to bring: printed, or copied as text, by a tap.
const $ = (id) => document.getElementById(id);

for (const button of document.querySelectorAll('.to-bring [data-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => {
    for (const fold of document.querySelectorAll('details.sheet')) fold.open = true;
    print();
  });
}

for (const button of document.querySelectorAll('.to-bring [data-copy]')) {
  button.hidden = false;
  button.addEventListener('click', async () => {
    const whole = button.closest('.to-bring').querySelector('[data-whole]');
    whole.select?.(); // where a browser gives us no clipboard, the words are selected to copy
    await navigator.clipboard?.writeText((whole.value ?? whole.innerText).trim()).then(() => { $('copied').textContent = $('copied').dataset.done; }, () => {});
  });
}
