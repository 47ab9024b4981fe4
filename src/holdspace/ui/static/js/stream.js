// Sends a form and yields what comes back, one server-sent event at a time.
// getReader and not for-await: Safari cannot iterate a ReadableStream.
export class Refused extends Error {}

export async function* send(fields) {
  const answer = await fetch('/talk', { method: 'POST', body: fields, headers: { accept: 'text/event-stream' } });
  if (!answer.ok || !answer.headers.get('content-type').startsWith('text/event-stream')) throw await refusal(answer);
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const blocks = (rest + value).split('\n\n');
    rest = blocks.pop();
    for (const block of blocks) {
      const event = parse(block);
      if (event) yield event;
    }
  }
}

function parse(block) {
  const fields = Object.fromEntries(block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]));
  return fields.data ? { name: fields.event, ...JSON.parse(fields.data) } : null;
}

async function refusal(answer) {
  const said = await answer.json().catch(() => ({}));
  if (said.to) location.replace(said.to); // the page was locked: what was written waits behind the passphrase
  return new Refused(said.says ?? '');
}
