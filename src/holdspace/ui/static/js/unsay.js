// Takes back what was said in one exchange: gone from the house first, then from the page.
export async function unsay(form, word) {
  const fields = new URLSearchParams({ number: form.querySelector('button').value });
  const answer = await fetch('/talk/unsay', { method: 'POST', body: fields, headers: { accept: 'text/event-stream' } }).catch(() => null);
  if (!answer?.ok) return false;
  const around = form.closest('.exchange');
  const isLast = !around.nextElementSibling?.matches('.exchange');
  if (isLast) document.querySelector('#log > .answers')?.remove();
  const gone = document.createElement('p');
  gone.className = 'gone-word';
  gone.textContent = word;
  around.replaceChildren(gone);
  return true;
}
