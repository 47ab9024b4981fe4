// Passphrases: shown when asked, a suggestion taken by one tap, ten words printed.
for (const button of document.querySelectorAll('[data-show]')) {
  const field = document.getElementById(button.dataset.show);
  const show = button.textContent;
  button.hidden = false;
  button.addEventListener('click', () => {
    const shown = field.type === 'text';
    field.type = shown ? 'password' : 'text';
    button.textContent = shown ? show : button.dataset.hide;
  });
}

for (const button of document.querySelectorAll('[data-take]')) {
  button.hidden = false;
  button.addEventListener('click', () => {
    const field = document.getElementById(button.dataset.into);
    field.value = document.getElementById(button.dataset.take).textContent;
    field.focus();
  });
}

for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => print());
}
