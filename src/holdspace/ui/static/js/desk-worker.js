// Keeps one page of the desk for when there is no network: the guide for when someone arrives very unsafe. It knows nobody.
// EDITION, PAGE and FILES are written above this line when it is sent.
const OURS = 'holdspace-desk-';
const KEPT = `${OURS}${EDITION}`;
const LONG = 4000; // milliseconds that the kept page waits for the network

addEventListener('install', (event) => {
  event.waitUntil(keep().then(() => self.skipWaiting()));
});

async function keep() {
  const cache = await caches.open(KEPT);
  await cache.addAll(FILES);
  const answer = await fetch(PAGE, { redirect: 'error', credentials: 'omit' });
  if (!answer.ok) throw new Error(PAGE);
  await cache.put(PAGE, answer);
}

addEventListener('activate', (event) => {
  event.waitUntil(dropOlder().then(() => self.clients.claim()));
});

async function dropOlder() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(OURS) && name !== KEPT).map((name) => caches.delete(name)));
}

addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin || request.method !== 'GET') return;
  if (FILES.includes(url.pathname)) event.respondWith(fromShelf(request));
  else if (request.mode === 'navigate') event.respondWith(fromDesk(event, request, url));
});

async function fromShelf(request) {
  return (await caches.match(request)) ?? fetch(request);
}

// The guide is there at once or after a while; any other page of the desk needs the network, and without it the guide stands in.
async function fromDesk(event, request, url) {
  const answer = fetch(request);
  if (url.pathname !== PAGE) return answer.catch(() => caches.match(PAGE));
  event.waitUntil(keepCountry(url).catch(() => {}));
  return Promise.race([answer, late()]).catch(() => caches.match(PAGE));
}

// The country that was looked at last is the one kept, as anybody would see it.
async function keepCountry(url) {
  const answer = await fetch(url.href, { redirect: 'error', credentials: 'omit' });
  if (answer.ok) await (await caches.open(KEPT)).put(PAGE, answer);
}

function late() {
  return new Promise((_, reject) => { setTimeout(reject, LONG); });
}
