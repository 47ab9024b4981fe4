// Reads a step aloud, only with a voice that lives on this device: others send the words away to be spoken. Nothing is listened to.
const button = document.getElementById('aloud');
const speech = globalThis.speechSynthesis;
const language = document.documentElement.lang;
let on = false;

const voice = () => speech.getVoices().find((each) => each.localService && each.lang.slice(0, 2) === language);

function offer() {
  button.hidden = !voice();
}

function read(screen) {
  speech.cancel();
  const chosen = voice();
  const says = screen?.querySelector('.say')?.innerText;
  if (!on || !chosen || !says) return;
  const words = new SpeechSynthesisUtterance(says);
  words.voice = chosen;
  words.lang = chosen.lang;
  words.rate = 0.85;
  speech.speak(words);
}

if (speech && button) {
  offer();
  speech.addEventListener('voiceschanged', offer);
  button.addEventListener('click', () => {
    on = !on;
    button.setAttribute('aria-pressed', String(on));
    read(document.querySelector('.screen[data-here]'));
  });
  addEventListener('here', ({ detail }) => on && read(detail.screen));
  addEventListener('pagehide', () => speech.cancel());
}
