// Asks the browser to keep the guide for when someone arrives very unsafe; nothing else of the desk is kept.
const address = '/desk/sw.js';

if ('serviceWorker' in navigator) {
  const policy = globalThis.trustedTypes?.createPolicy('holdspace', {
    createScriptURL: (wanted) => {
      if (wanted !== address) throw new TypeError('not ours');
      return wanted;
    },
  });
  addEventListener('load', () => {
    navigator.serviceWorker.register(policy ? policy.createScriptURL(address) : address, { scope: '/desk/' }).catch(() => {});
  });
}
