// Telling someone: words and a number that never leave the page, until the person's own phone opens with them.
const $ = (id) => document.getElementById(id);
const [words, to, copied] = ['telling', 'to', 'copied'].map($);

$('own').hidden = false;
for (const plain of document.querySelectorAll('[data-plain]')) plain.hidden = true;
for (const button of document.querySelectorAll('[data-use]')) {
  button.hidden = false;
  button.addEventListener('click', () => {
    words.value = button.textContent;
    update();
  });
}

function update() {
  const body = encodeURIComponent(words.value.trim());
  const written = to.value.trim();
  const isMail = written.includes('@');
  const abroad = written.startsWith('+');
  const number = (abroad ? written.replace('(0)', '') : written).replace(/[^\d+*#]/g, '');
  $('by-text').href = `sms:${isMail ? '' : number}?&body=${body}`;
  $('by-mail').href = `mailto:${isMail ? encodeURIComponent(written).replaceAll('%40', '@') : ''}?body=${body}`;
  $('by-call').href = `tel:${number}`;
  $('by-call').hidden = isMail || !number;
  copied.textContent = '';
  for (const button of document.querySelectorAll('[data-use]')) button.setAttribute('aria-pressed', String(button.textContent === words.value));
}

$('copy').addEventListener('click', async () => {
  words.select(); // where a browser gives us no clipboard, the words are selected to copy
  await navigator.clipboard?.writeText(words.value).then(() => { copied.textContent = copied.dataset.done; }, () => {});
});
for (const field of [words, to]) field.addEventListener('input', update);
update();
addEventListener('pagehide', () => { to.value = ''; words.value = words.defaultValue; });
