// Keeps quiet pages for when there is no network, or a slow one. The talk is never among them.
// EDITION, PAGES, APART, SAME and FILES are written above this line when it is sent.
const KEPT = `holdspace-${EDITION}`;
const DESK = 'holdspace-desk-'; // what the other door keeps is its own
const [SOON, LONG] = [400, 4000]; // milliseconds that a kept page waits for the network

addEventListener('install', (event) => {
  event.waitUntil(keep().then(() => self.skipWaiting()));
});

async function keep() {
  const cache = await caches.open(KEPT);
  await cache.addAll(FILES);
  await Promise.all(PAGES.map((page) => keepOne(page, true)));
}

// Some pages suit whoever looks at them: what is kept of those is as it is for anybody, and is asked for apart.
async function keepOne(page, strictly = false) {
  const answer = await fetch(APART.includes(page) ? `${page}?kept` : page, { redirect: 'error' }).catch(() => null);
  if (answer?.ok) await (await caches.open(KEPT)).put(page, answer);
  else if (strictly) throw new Error(page);
}

addEventListener('activate', (event) => {
  event.waitUntil(dropOlder().then(() => self.clients.claim()));
});

async function dropOlder() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name !== KEPT && !THEIRS.includes(name) && !name.startsWith(DESK)).map((name) => caches.delete(name)));
}

addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (request.method !== 'GET') {
    event.waitUntil(letTheirsGo(url.pathname));
    if (request.mode === 'navigate') event.respondWith(fetch(request).catch(() => caches.match('/offline')));
  } else if (FILES.includes(url.pathname)) event.respondWith(fromShelf(request));
  else if (request.mode === 'navigate' || PAGES.includes(url.pathname)) event.respondWith(fromHouse(event, request, url.pathname));
  if (request.mode === 'navigate' && url.pathname === '/settings' && url.search) event.waitUntil(Promise.all(PAGES.map((page) => keepOne(page)))); // looks have changed
});

async function fromShelf(request) {
  return (await caches.match(request)) ?? fetch(request);
}

// A page that is kept waits for the network only so long: hardly at all where it is the same for anybody.
async function fromHouse(event, request, page) {
  const theirs = await fromTheirs(page);
  if (theirs) return theirs;
  const kept = PAGES.includes(page) ? await caches.match(page) : undefined;
  const answer = fetch(request).then((answered) => remembered(page, answered));
  event.waitUntil(answer.catch(() => {}));
  if (!kept) return answer.catch(async () => (await fromTheirs(`${place(page)}/here`)) ?? caches.match(instead(page)));
  return Promise.race([answer, late(SAME.includes(page) ? SOON : LONG)]).catch(() => kept);
}

async function remembered(page, answer) {
  await heed(answer);
  if (answer.ok && !answer.redirected && PAGES.includes(page) && !APART.includes(page)) {
    const copy = answer.clone();
    await (await caches.open(KEPT)).put(page, copy);
  }
  return answer;
}

function late(milliseconds) {
  return new Promise((_, reject) => { setTimeout(reject, milliseconds); });
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
