// The scripting interface of a frame: the page around it calls members of window.gradlab over a port, after a hello.
//
// Who may call: the window that this frame stands in, and no other, as the browser itself names the sender. It gets what
// a script of this page would get; the frame keeps nothing of its visitors', and takes no files of theirs.
import type { Call, FrameReady, FrameVersion, FromFrame, Hello } from '../base/frame_messages.ts';
import { text } from '../base/text.ts';
import type { Session } from '../run/session.ts';
import type { Gradlab } from '../page/scripting.ts';

const version: FrameVersion = 1;

const looking = ['demos', 'params', 'metrics', 'history', 'device', 'link', 'view'] as const;
const acting = ['open', 'set', 'run', 'play', 'pause', 'reset', 'use', 'input'] as const;
const members: readonly string[] = [...looking, ...acting];

const milliseconds_between_calls = 500;
const most_calls = 120; // for attention, until somebody says hello
const milliseconds_between_states = 200;

const is_hello = (data: unknown): data is Hello =>
  typeof data === 'object' && data !== null && (data as { gradlab?: unknown }).gradlab === 'hello';

type Function = (...values: unknown[]) => unknown;

async function answer(api: Gradlab, { id, member, arguments: values }: Call): Promise<FromFrame> {
  try {
    if (!members.includes(member)) throw new Error(text('notice.frame.no_member', { name: String(member) }));
    await api.ready;
    const result = await (api[member as keyof Gradlab] as Function)(...(Array.isArray(values) ? values : []));
    return { kind: 'answer', id, result };
  } catch (error) {
    return { kind: 'refusal', id, sentence: error instanceof Error ? error.message : String(error) };
  }
}

/** Tells how far it is, not more often than one can read. */
function tell_states(session: Session, port: MessagePort, over: AbortSignal): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tell = (): void => {
    timer = undefined;
    const { playing, metrics } = session;
    if (!over.aborted) port.postMessage({ kind: 'state', playing, metrics } satisfies FromFrame);
  };
  session.changed.on(() => {
    if (!over.aborted) timer ??= setTimeout(tell, milliseconds_between_states);
  });
}

/** `acts` is called when the page around is about to act. */
export function answer_calls(api: Gradlab, session: Session, height: number | null, acts: () => void): void {
  if (parent === self) return;
  let last: AbortController | null = null;
  const welcome = (port: MessagePort, hello: Hello): void => {
    const say = (message: FromFrame): void => port.postMessage(message);
    if (hello.version !== version) {
      return say({ kind: 'refused', sentence: text('notice.frame.version', { version: String(hello.version), known: version }) });
    }
    last?.abort(); // one at a time
    last = new AbortController();
    const over = last.signal;
    port.onmessage = ({ data }: MessageEvent<Call>) => {
      if (over.aborted || typeof data !== 'object' || data === null) return;
      if ((acting as readonly string[]).includes(data.member)) acts();
      void answer(api, data).then(say);
    };
    say({ kind: 'welcome', version, members });
    tell_states(session, port, over);
  };
  addEventListener('message', ({ source, data, ports: [port] }) => {
    if (source === parent && port !== undefined && is_hello(data)) welcome(port, data);
  });

  let calls = 0;
  const call = (): void => {
    if (last !== null || ++calls > most_calls) return clearInterval(timer);
    parent.postMessage({ gradlab: 'ready', version, height } satisfies FrameReady, '*'); // which anybody may know
  };
  const timer = setInterval(call, milliseconds_between_calls);
  call();
}
