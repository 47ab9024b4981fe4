// Lets lines arrive word by word, gently. A new message, or a wish for calm screens, shows the rest at once.
import { paragraph, words } from './letters.js';

const PACE = { usual: { word: 95, line: 350 }, slower: { word: 230, line: 900 } }; // milliseconds
const still = matchMedia('(prefers-reduced-motion: reduce)');

export class Reveal {
  #lines = [];
  #wake = () => {};
  #ended = false;
  #hurried;

  constructor(theirs, { slower, atOnce, announce }) {
    this.pace = slower() ? PACE.slower : PACE.usual;
    this.theirs = theirs;
    this.announce = announce;
    this.#hurried = atOnce;
    this.finished = this.#run();
  }

  say(line) { this.#lines.push(line); this.#wake(); }
  end() { this.#ended = true; this.#wake(); }
  hurry() { this.#hurried = true; this.#wake(); }

  async #run() {
    for (let at = 0; ; at += 1) {
      while (at === this.#lines.length && !this.#ended) await this.#pause();
      if (at === this.#lines.length) break;
      if (at) await this.#pause(this.pace.line);
      await this.#line(this.#lines[at]);
    }
    this.theirs.removeAttribute('aria-busy');
  }

  async #line(line) {
    const into = line.opens || !this.into ? paragraph(this.theirs) : this.into;
    if (into === this.into) into.append(' ');
    this.into = into;
    this.announce(line.text); // ears get whole sentences, eyes get words
    for (const piece of words(line)) {
      into.append(this.#word(piece));
      await this.#pause(this.pace.word);
    }
  }

  #word({ text, own }) {
    const made = document.createElement(own ? 'mark' : 'span');
    made.className = own ? 'own word' : 'word';
    made.textContent = text;
    return made;
  }

  #pause(milliseconds) {
    if (milliseconds !== undefined && (this.#hurried || still.matches)) return undefined;
    return new Promise((resolve) => {
      const timer = milliseconds === undefined ? 0 : setTimeout(resolve, milliseconds);
      this.#wake = () => {
        if (milliseconds === undefined || this.#hurried) { clearTimeout(timer); resolve(); }
      };
    });
  }
}
