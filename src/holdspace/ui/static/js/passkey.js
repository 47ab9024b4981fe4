// A passkey of this device: made from one's own settings, used at the door. Only one whose PRF opens what is sealed is kept.
const box = document.querySelector('[data-passkey]');
const told = box.querySelector('[role=status]');
const button = box.querySelector('button[data-do]');
const reason = box.querySelector('[data-reason]');

const bytes = (text) => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.charCodeAt(0));
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');

const works = Boolean(globalThis.PublicKeyCredential?.parseRequestOptionsFromJSON) && location.hostname === box.dataset.place;
box.hidden = false;
button.hidden = !works;
if (reason) reason.hidden = works;
if (!works && box.dataset.passkey === 'use') box.hidden = true;

const door = box.dataset.at ?? ''; // each door has its own addresses
const post = (address, fields = {}) => fetch(door + address, { method: 'POST', body: new URLSearchParams(fields) });

async function asked(address) {
  const { options, salt } = await (await post(address)).json();
  return { options, extensions: { prf: { eval: { first: bytes(salt) } } } };
}

async function use(ask) {
  const { options, extensions } = await asked(ask);
  const publicKey = { ...PublicKeyCredential.parseRequestOptionsFromJSON(options), extensions };
  return navigator.credentials.get({ publicKey });
}

async function make() {
  const { options, extensions } = await asked('/passkey/new');
  const publicKey = { ...PublicKeyCredential.parseCreationOptionsFromJSON(options), extensions };
  return navigator.credentials.create({ publicKey });
}

function fields(credential) {
  const given = credential.getClientExtensionResults().prf?.results?.first;
  const { id, rawId, type, response, authenticatorAttachment } = credential.toJSON();
  return { credential: JSON.stringify({ id, rawId, type, response, authenticatorAttachment, clientExtensionResults: {} }), prf: given ? text(given) : '' };
}

async function go() {
  const making = box.dataset.passkey === 'make';
  told.textContent = '';
  try {
    const sent = fields(await (making ? make() : use('/passkey/ask')));
    const answer = await post(making ? '/passkey/keep' : '/passkey', sent);
    const said = await answer.json();
    if (said.to) location.assign(said.to);
    told.textContent = said.says ?? (sent.prf ? box.dataset.not : box.dataset.cannot);
  } catch {
    told.textContent = box.dataset.not;
  }
}

button.addEventListener('click', go);
