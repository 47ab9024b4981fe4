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
  await Promise.all(names.filter((name) => name !== KEPT && !THEIRS.includes(name)).map((name) => caches.delete(name)));
}

addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (request.method !== 'GET') {
    event.waitUntil(letTheirsGo(url.pathname));
    if (request.mode === 'navigate') event.respondWith(fetch(request).catch(() => caches.match('/offline')));
  } else if (FILES.includes(url.pathname)) event.respondWith(fromShelf(request));
  else if (request.mode === 'navigate' || PAGES.includes(url.pathname)) event.respondWith(fromHouse(request, url));
});

async function fromShelf(request) {
  return (await caches.match(request)) ?? fetch(request);
}

async function fromHouse(request, url) {
  const theirs = await fromTheirs(url.pathname);
  if (theirs) return theirs;
  try {
    const answer = await fetch(request);
    await heed(answer);
    if (answer.ok && !answer.redirected && PAGES.includes(url.pathname)) {
      const cache = await caches.open(KEPT);
      await cache.put(url.pathname, answer.clone());
    }
    return answer;
  } catch {
    return (await caches.match(url.pathname)) ?? (await fromTheirs(`${place(url.pathname)}/here`)) ?? (await caches.match(instead(url.pathname)));
  }
}

// Without network the pages of a plan open empty, with the numbers, unless somebody chose to keep theirs on this device.
function instead(path) {
  if (path.startsWith('/plan')) return '/plan/empty';
  return path === '/tell' ? '/tell/empty' : '/offline';
}

// What somebody chose to keep on this device, beside everything else: of who is signed in, and of a guest.
const THEIRS = ['holdspace-theirs-in', 'holdspace-theirs'];
const HERE = ['/plan/here', '/gentle/mine/here'];
const ENDS = ['/goodbye', '/account/remove', '/come-in/without']; // the ways to sign out

async function fromTheirs(path) {
  for (const name of HERE.includes(path) ? THEIRS : []) {
    const held = (await caches.has(name)) && (await (await caches.open(name)).match(path));
    if (held) return held;
  }
  return undefined;
}

function place(path) {
  return path.startsWith('/plan') ? '/plan' : path;
}

async function letTheirsGo(path) {
  if (path === '/leave') await Promise.all(THEIRS.map((name) => caches.delete(name)));
  else if (ENDS.includes(path)) await caches.delete(THEIRS[0]);
}

// The house says on its pages that others use this device too, or that a sign-in was ended from elsewhere.
async function heed(answer) {
  const says = answer.headers.get('holdspace-device');
  if (says === 'shared') await letTheirsGo('/leave');
  else if (says === 'ended') await letTheirsGo(ENDS[0]);
}
