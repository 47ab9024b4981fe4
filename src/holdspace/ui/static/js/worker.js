// Keeps quiet pages for when there is no network. The talk is never among them.
// EDITION, PAGES and FILES are written above this line when it is sent.
const KEPT = `holdspace-${EDITION}`;

addEventListener('install', (event) => {
  event.waitUntil(keep().then(() => self.skipWaiting()));
});

async function keep() {
  const cache = await caches.open(KEPT);
  await cache.addAll([...PAGES, ...FILES]);
}

addEventListener('activate', (event) => {
  event.waitUntil(dropOlder().then(() => self.clients.claim()));
});

async function dropOlder() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name !== KEPT).map((name) => caches.delete(name)));
}

addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (request.method !== 'GET') {
    if (request.mode === 'navigate') event.respondWith(fetch(request).catch(() => caches.match('/offline')));
  } else if (FILES.includes(url.pathname)) event.respondWith(fromShelf(request));
  else if (request.mode === 'navigate' || PAGES.includes(url.pathname)) event.respondWith(fromHouse(request, url));
});

async function fromShelf(request) {
  return (await caches.match(request)) ?? fetch(request);
}

async function fromHouse(request, url) {
  try {
    const answer = await fetch(request);
    if (answer.ok && !answer.redirected && PAGES.includes(url.pathname)) {
      const cache = await caches.open(KEPT);
      await cache.put(url.pathname, answer.clone());
    }
    return answer;
  } catch {
    return (await caches.match(url.pathname)) ?? (await caches.match(instead(url.pathname)));
  }
}

// A person's own plan is never kept here: without network its pages open empty, with the numbers.
function instead(path) {
  if (path.startsWith('/plan')) return '/plan/empty';
  return path === '/tell' ? '/tell/empty' : '/offline';
}
