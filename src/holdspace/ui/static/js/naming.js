// Another letter, or another list, by chance: one thing less to decide.
const LETTERS = [...'ABCDEFGHIJKLMNOPRSTUVW'];

for (const naming of document.querySelectorAll('.naming')) {
  const kinds = [...naming.querySelectorAll('.kinds li')].map((kind) => kind.textContent);
  const places = { letter: [naming.querySelector('[data-letter]'), LETTERS], kind: [naming.querySelector('[data-kind]'), kinds] };
  for (const button of naming.querySelectorAll('[data-another]')) {
    const [place, among] = places[button.dataset.another];
    button.hidden = false;
    button.addEventListener('click', () => {
      const others = among.filter((each) => each !== place.textContent);
      place.textContent = others[Math.floor(Math.random() * others.length)];
    });
  }
}
