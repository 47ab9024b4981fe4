// Puts the numbers of a country on the card without leaving the page, so that neither talk nor draft is lost.
import { refresh } from './offline.js';

export function choose(card, country) {
  return new Promise((resolve, reject) => {
    const asked = new XMLHttpRequest(); // it reads the page as a document; fetch would need a parser our policy forbids
    asked.open('POST', '/country');
    asked.responseType = 'document';
    asked.onerror = reject;
    asked.onload = () => {
      const fresh = asked.response?.getElementById('people');
      if (asked.status !== 200 || !fresh) return reject(new TypeError('no card'));
      const put = document.importNode(fresh, true);
      put.dataset.tier = card.dataset.tier;
      put.hidden = card.hidden;
      card.replaceWith(put);
      put.focus();
      refresh();
      return resolve(put);
    };
    asked.send(new URLSearchParams({ country, back: 'talk' }));
  });
}
