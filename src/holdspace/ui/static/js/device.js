// Keeps somebody's plan and list on this device, where they chose so, and takes them off again. The worker opens them without internet.
const PAGES = ['/plan/here', '/gentle/mine/here'];
const NAMES = ['holdspace-theirs-in', 'holdspace-theirs']; // of who is signed in, and of a guest
const NAME = NAMES['idle' in document.body.dataset ? 0 : 1];
const changed = /[?&](kept|gone)=yes/.test(location.search); // they changed just now what this page shows
const card = document.getElementById('device');
const status = card?.querySelector('[role="status"]');

if ('caches' in window && 'serviceWorker' in navigator) begin();

async function begin() {
  if (await caches.has(NAME)) await keep(); // as they stand now
  if (card) offer(await caches.has(NAMES[0]) || await caches.has(NAMES[1]));
}

// What stands there stays where there is nothing to put in its place, as when a visit is over: it goes when they say so.
async function keep() {
  const answers = await Promise.all(PAGES.map((page) => fetch(page).catch(() => null)));
  const cache = await caches.open(NAME);
  await Promise.all(answers.map((answer, at) => settle(cache, answer, PAGES[at])));
  if ((await cache.keys()).length) return true;
  await caches.delete(NAME);
  return false;
}

async function settle(cache, answer, page) {
  if (answer?.ok && !answer.redirected) await cache.put(page, answer);
  else if (answer?.status === 410 || (answer?.status === 404 && changed && page.startsWith(location.pathname.replace(/\/all$/, '')))) await cache.delete(page);
}

function offer(kept) {
  const [yes, no] = [card.querySelector('[data-keep]'), card.querySelector('[data-let-go]')];
  const show = (there, says) => {
    [yes.hidden, no.hidden, status.textContent] = [there, !there, says];
  };
  yes.addEventListener('click', async () => {
    const done = await keep().catch(() => null);
    show(Boolean(done), status.dataset[done ? 'kept' : done === false ? 'nothing' : 'not']);
  });
  no.addEventListener('click', async () => {
    await Promise.all(NAMES.map((name) => caches.delete(name)));
    show(false, status.dataset.gone);
  });
  show(kept, '');
  card.hidden = false;
}
