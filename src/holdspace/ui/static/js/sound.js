// A bell and a soft sound, made here and fetched from nowhere. Both are off until somebody asks for them.
const buttons = document.querySelectorAll('[data-sound]');
const PARTIALS = [[1, 1, 6], [1.004, 0.6, 6], [2.01, 0.5, 4], [2.76, 0.34, 3], [4.07, 0.2, 1.8], [5.4, 0.12, 1.1], [8.1, 0.05, 0.5]];
let made;
let sea;

const context = () => (made ??= new AudioContext());
const isOn = (name) => document.querySelector(`[data-sound="${name}"]`)?.getAttribute('aria-pressed') === 'true';

// A small bowl: seven partials that fade, each in its own time.
export function strike(into, at = into.currentTime, base = 392) {
  const out = new GainNode(into, { gain: 0.12 });
  out.connect(into.destination);
  for (const [ratio, loud, fades] of PARTIALS) {
    const tone = new OscillatorNode(into, { frequency: base * ratio });
    const heard = new GainNode(into, { gain: 0 });
    heard.gain.setValueAtTime(0, at);
    heard.gain.linearRampToValueAtTime(loud / 2.8, at + 0.012);
    heard.gain.exponentialRampToValueAtTime(0.0001, at + fades);
    tone.connect(heard).connect(out);
    tone.start(at);
    tone.stop(at + fades + 0.05);
  }
}

// Something like a far sea: soft noise that swells and falls over fourteen seconds.
export function swell(into) {
  const noise = new AudioBufferSourceNode(into, { buffer: brown(into), loop: true });
  const dull = new BiquadFilterNode(into, { type: 'lowpass', frequency: 420 });
  const heard = new GainNode(into, { gain: 0 });
  const tide = new OscillatorNode(into, { frequency: 1 / 14 });
  const reach = new GainNode(into, { gain: 0.05 });
  heard.gain.linearRampToValueAtTime(0.11, into.currentTime + 4);
  tide.connect(reach).connect(heard.gain);
  noise.connect(dull).connect(heard).connect(into.destination);
  noise.start();
  tide.start();
  return { stop: () => { noise.stop(); tide.stop(); heard.disconnect(); } };
}

function brown(into) {
  const buffer = new AudioBuffer({ length: into.sampleRate * 10, sampleRate: into.sampleRate });
  const samples = buffer.getChannelData(0);
  let level = 0;
  for (let at = 0; at < samples.length; at += 1) {
    level = (level + 0.02 * (Math.random() * 2 - 1)) / 1.02;
    const ends = Math.min(1, at / 9000, (samples.length - 1 - at) / 9000); // no click where it begins again
    samples[at] = level * 3.5 * ends;
  }
  return buffer;
}

const SWITCH = {
  bell: (on) => on && strike(context()),
  sea: (on) => { sea?.stop(); sea = on ? swell(context()) : undefined; },
};

for (const button of buttons) {
  button.hidden = false;
  button.addEventListener('click', () => {
    const on = button.getAttribute('aria-pressed') !== 'true';
    button.setAttribute('aria-pressed', String(on));
    SWITCH[button.dataset.sound](on);
  });
}

addEventListener('here', ({ detail }) => !detail.quietly && isOn('bell') && strike(context()));
document.addEventListener('animationiteration', ({ target }) => target.matches('.breathing .body') && isOn('bell') && strike(context()));
addEventListener('pagehide', () => { sea?.stop(); made?.close(); });
