// Asks the browser to keep Help now and the gentle things for when there is no network.
const address = '/sw.js';
const NUMBERS = ['/help', '/plan/empty', '/tell/empty']; // the kept pages that show a country's numbers

if ('serviceWorker' in navigator) {
  const policy = globalThis.trustedTypes?.createPolicy('holdspace', {
    createScriptURL: (wanted) => {
      if (wanted !== address) throw new TypeError('not ours');
      return wanted;
    },
  });
  addEventListener('load', () => {
    navigator.serviceWorker.register(policy ? policy.createScriptURL(address) : address).catch(() => {});
    if (location.hash === '#numbers' || location.hash === '#lines') refresh(); // back from choosing a country
  });
}

// Asking for them once more lets the browser keep them as they are now.
export function refresh() {
  for (const page of NUMBERS) fetch(page).catch(() => {});
}
