// For pages with a Gradlab in a frame: `const lab = await connect(frame)`, then `await lab.run(100)`. Shipped as embed.js.
import type { FrameReady, FrameVersion, FromFrame, Hello } from './base/frame_messages.ts';
import type { Metrics } from './base/protocol.ts';
import type { Gradlab } from './page/scripting.ts';

const version: FrameVersion = 1;

export interface State {
  playing: boolean;
  metrics: Metrics;
}

type Answer<Member> = Member extends (...values: infer Values) => infer Result
  ? (...values: Values) => Promise<Awaited<Result>>
  : never;

/** The members of window.gradlab, each with a promise, and `on_state`, which is told how far it is while it trains. */
export type Lab = { [Name in Exclude<keyof Gradlab, 'ready'>]: Answer<Gradlab[Name]> } & {
  on_state(listener: (state: State) => void): void;
};

/** Of a frame, whose sandbox may keep it from having one; only such a one is talked to whatever it has become. */
function origin_of(frame: HTMLIFrameElement): string {
  const { sandbox, src } = frame;
  return sandbox.length > 0 && !sandbox.contains('allow-same-origin') ? 'null' : new URL(src, document.baseURI).origin;
}

/** Resolves when the frame listens. */
function ready(frame: HTMLIFrameElement, origin: string): Promise<FrameReady> {
  return new Promise((resolve) => {
    const listen = (event: MessageEvent<FrameReady | null>): void => {
      if (event.source !== frame.contentWindow || event.origin !== origin || event.data?.gradlab !== 'ready') return;
      removeEventListener('message', listen);
      resolve(event.data);
    };
    addEventListener('message', listen);
  });
}

/** Resolves when the frame takes calls; it gets the height that its address asks for. Rejects where it speaks another version. */
export async function connect(frame: HTMLIFrameElement): Promise<Lab> {
  const origin = origin_of(frame);
  const { height } = await ready(frame, origin);
  if (height !== null) frame.style.height = `${height}px`;
  const { port1: port, port2 } = new MessageChannel();
  const calls = new Map<number, { resolve(result: unknown): void; reject(error: Error): void }>();
  const listeners: ((state: State) => void)[] = [];
  const welcome = new Promise<readonly string[]>((resolve, reject) => {
    port.onmessage = ({ data }: MessageEvent<FromFrame>) => {
      if (data.kind === 'welcome') resolve(data.members);
      if (data.kind === 'refused') reject(new Error(data.sentence));
      if (data.kind === 'state') for (const listener of listeners) listener({ playing: data.playing, metrics: data.metrics });
      if (data.kind === 'answer') calls.get(data.id)?.resolve(data.result);
      if (data.kind === 'refusal') calls.get(data.id)?.reject(new Error(data.sentence));
      if ('id' in data) calls.delete(data.id);
    };
  });
  frame.contentWindow?.postMessage({ gradlab: 'hello', version } satisfies Hello, origin === 'null' ? '*' : origin, [port2]);
  let last = 0;
  const call =
    (member: string) =>
    (...values: unknown[]): Promise<unknown> =>
      new Promise((resolve, reject) => {
        calls.set(++last, { resolve, reject });
        port.postMessage({ id: last, member, arguments: values });
      });
  const members = (await welcome).map((name) => [name, call(name)]);
  const on_state = (listener: (state: State) => void): void => void listeners.push(listener);
  return Object.assign(Object.fromEntries(members), { on_state }) as Lab;
}
