import type { Message } from '../base/protocol.ts';

/** What a visitor or a script is about to change of the run. */
export type Change =
  | { kind: 'open' }
  | { kind: 'reset' | 'branch' }
  | { kind: 'set'; names: string[] }
  | { kind: 'input'; event: Message };
