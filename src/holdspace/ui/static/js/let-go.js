// The box that nothing reads: emptied by its button, and by going anywhere else.
const form = document.getElementById('letting');
const gone = document.getElementById('gone');
form.addEventListener('reset', () => { gone.textContent = form.dataset.gone; });
form.addEventListener('input', () => { gone.textContent = ''; });
addEventListener('pagehide', () => form.reset());
