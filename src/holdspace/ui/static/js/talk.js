// The talk: sends without leaving the page, lets the reply arrive, and keeps every word safe when something fails.
import { choose } from './country.js';
import { fill } from './hour.js';
import { answers, complete, exchange, notice, reply } from './letters.js';
import { Reveal } from './reveal.js';
import { Refused, send } from './stream.js';
import { unsay } from './unsay.js';

const $ = (id) => document.getElementById(id);
const talk = $('main');
const log = $('log');
const box = $('box');
const form = $('say');
const trouble = $('trouble');

const LONG = 4000; // milliseconds after which the page says that this is taking a while

let sending = false;
let revealing = null;
let unanswered = null; // the message that did not get through: its words, its nonce, and what the page shows of it

const slower = () => $('pace').querySelector('[value=slower]').getAttribute('aria-pressed') === 'true';
const announce = (text) => { $('said').textContent = text; };
const nonce = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');

function settle() { // the first page becomes the talk around the composer
  if (talk.dataset.place === 'talk') return;
  talk.dataset.place = 'talk';
  for (const id of ['welcome', 'ways']) $(id).hidden = true;
  for (const id of ['talk-title', 'stage', 'pace', 'small']) $(id).hidden = false;
  document.title = talk.dataset.title;
  history.replaceState(null, '', '/talk');
}

function tell(sentence) {
  trouble.textContent = sentence;
  trouble.hidden = !sentence;
}

function message(source, submitter) {
  const fields = new FormData(source, submitter);
  const again = unanswered && unanswered.key === String(fields.get('words')) + String(fields.get('tap'));
  const made = {
    key: String(fields.get('words')) + String(fields.get('tap')),
    nonce: again ? unanswered.nonce : nonce(),
    typed: source === form,
    shown: submitter && source !== form ? submitter.textContent.trim() : fields.get('words').trim() || talk.dataset.quiet,
  };
  fields.set('nonce', made.nonce);
  made.fields = new URLSearchParams(fields);
  if (unanswered) unanswered.around?.remove();
  unanswered = null;
  return made;
}

async function say(source, submitter) {
  if (sending) return;
  sending = true;
  revealing?.hurry();
  tell('');
  const made = message(source, submitter);
  settle();
  for (const old of log.querySelectorAll('.answers')) old.remove();
  made.around = exchange(made.shown, !made.typed);
  $('end').before(made.around);
  if (made.typed) { box.value = ''; grow(); }
  $('scroll').scrollTop = 0; // column-reverse: 0 is the newest
  made.slow = setTimeout(tell, LONG, talk.dataset.slow);
  try {
    await receive(made);
  } catch (fault) {
    failed(made, fault);
  }
  sending = false;
}

async function receive(made) {
  for await (const event of send(made.fields)) {
    clearTimeout(made.slow);
    if (event.name === 'message') {
      tell('');
      made.reveal ??= revealing = new Reveal(reply(made.around), { slower, announce, atOnce: 'atOnce' in talk.dataset });
      made.reveal.say(event);
    } else if (event.name === 'done') {
      return finished(made, event);
    } else {
      throw new Refused(event.says);
    }
  }
  throw new TypeError('the stream ended early');
}

function finished(made, done) {
  made.reveal?.end();
  complete(made.around, done);
  tell(done.unkept);
  for (const [value, on] of [['slower', done.slower], ['listen', done.listen]]) $('pace').querySelector(`[value=${value}]`).setAttribute('aria-pressed', String(on));
  const people = $('people');
  const shown = people.hidden && done.tier >= 2;
  if (done.tier > Number(people.dataset.tier)) people.querySelector('.rest').open = true;
  people.dataset.tier = done.tier;
  people.scrollTop = 0;
  people.hidden = done.tier < 2;
  people.querySelector('.shows').hidden = !done.hurt;
  if (done.quiet) quieten();
  Promise.resolve(made.reveal?.finished).then(() => {
    if (shown) announce(people.dataset.shown);
    if (done.notice) $('end').before(notice());
    if (log.querySelector('.exchange:last-of-type') === made.around && done.ways !== 'none') $('end').before(answers(done.ways));
  });
}

function quieten() { // someone near is a danger: nothing in the tab names this place
  document.title = talk.dataset.title = talk.dataset.quietTitle;
  document.querySelector('.brand span').textContent = talk.dataset.quietTitle;
}

async function elsewhere(country) {
  tell('');
  await choose($('people'), country)
    .then((card) => announce(card.dataset.chosen), () => tell(talk.dataset.lostTap));
}

function failed(made, fault) {
  clearTimeout(made.slow);
  made.reveal?.end();
  made.reveal?.hurry();
  const begun = Boolean(made.reveal);
  if (begun) made.around.classList.add('slipped');
  else made.around.remove();
  unanswered = made;
  if (made.typed && !box.value) { box.value = made.shown === talk.dataset.quiet ? '' : made.fields.get('words'); grow(); }
  const lost = made.typed ? talk.dataset.lost : talk.dataset.lostTap;
  tell((fault instanceof Refused && fault.message) || (begun ? talk.dataset.cut : lost));
}

async function takeBack(source) {
  revealing?.hurry();
  const gone = await unsay(source, talk.dataset.gone);
  tell(gone ? '' : talk.dataset.lostTap);
  if (gone) announce(talk.dataset.gone);
  box.focus();
}

function grow() { // for browsers that cannot size a field by its content
  if (CSS.supports('field-sizing', 'content')) return;
  box.rows = Math.min(8, box.value.split('\n').length + Math.floor(box.value.length / 60));
}

addEventListener('submit', (event) => {
  if (event.submitter?.name === 'country') { event.preventDefault(); elsewhere(event.submitter.value); }
  else if (event.target.matches('.unsay')) { event.preventDefault(); takeBack(event.target); }
  else if (event.target.matches('[data-say]')) { event.preventDefault(); fill(event.target); say(event.target, event.submitter); }
});
box.addEventListener('input', grow);
box.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing || !matchMedia('(pointer: fine)').matches) return;
  event.preventDefault();
  form.requestSubmit();
});
if ('night' in document.documentElement.dataset) $('greeting').textContent = $('greeting').dataset.late;
