// Asks the browser to keep Help now and the gentle things for when there is no network.
const address = '/sw.js';
if ('serviceWorker' in navigator) {
  const policy = globalThis.trustedTypes?.createPolicy('holdspace', {
    createScriptURL: (wanted) => {
      if (wanted !== address) throw new TypeError('not ours');
      return wanted;
    },
  });
  addEventListener('load', () => {
    navigator.serviceWorker.register(policy ? policy.createScriptURL(address) : address).catch(() => {});
  });
}
