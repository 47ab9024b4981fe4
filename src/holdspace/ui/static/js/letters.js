// Makes what the page shows of an exchange, out of the templates the page brought along.
const copy = (id) => document.getElementById(id).content.cloneNode(true).firstElementChild;

export function exchange(words, tapped) {
  const around = document.createElement('div');
  around.className = 'exchange';
  const yours = copy('yours');
  yours.classList.toggle('tapped', tapped);
  yours.querySelector('p').textContent = words;
  around.append(yours);
  return around;
}

export function reply(around) {
  const theirs = copy('theirs');
  theirs.setAttribute('aria-busy', 'true');
  theirs.querySelector('.why').hidden = true;
  around.append(theirs);
  return theirs;
}

export function paragraph(theirs) {
  const made = document.createElement('p');
  made.dir = 'auto';
  theirs.querySelector('.under').before(made);
  return made;
}

// Cuts a line into words, each with whether it is the person's own. Offsets count characters, as the server does.
export function words(line) {
  const isOwn = (at) => line.own.some(([start, end]) => at >= start && at < end);
  const pieces = [];
  Array.from(line.text).forEach((character, at) => {
    const last = pieces.at(-1);
    const begins = !last || last.own !== isOwn(at) || (/\s$/.test(last.text) && /\S/.test(character));
    if (begins) pieces.push({ text: character, own: isOwn(at) });
    else last.text += character;
  });
  return pieces;
}

export function complete(around, done) {
  const unsay = around.querySelector('.unsay');
  unsay.hidden = !done.number; // nothing can be taken back of what was not kept
  unsay.querySelector('button').value = done.number;
  for (const bring of around.querySelectorAll('.bring')) {
    bring.hidden = !done.number;
    bring.querySelector('button').value = done.number;
  }
  const why = around.querySelector('.them .why');
  if (!why) return;
  why.querySelector('p').textContent = done.because;
  why.hidden = !done.because;
  const source = why.querySelector('.source');
  source.querySelector('span').textContent = done.source;
  source.hidden = !done.source;
}

export function answers(kind) {
  const form = copy('ways-to-answer');
  for (const row of form.querySelectorAll('[data-for]')) row.hidden = row.dataset.for !== kind;
  return form;
}

export const notice = () => copy('notice');
