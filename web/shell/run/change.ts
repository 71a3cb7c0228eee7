import type { Message } from '../base/protocol.ts';
import type { SavedRun } from './saved_run.ts';

/** What a visitor or a script is about to change of the run. */
export type Change =
  | { kind: 'open' }
  | { kind: 'reset' | 'branch' }
  | { kind: 'weights'; before: Promise<SavedRun> } // told when it is done: they may not fit
  | { kind: 'set'; names: string[] }
  | { kind: 'input'; event: Message };

/** Inputs that look at something and change nothing. */
const looking = ['choose', 'act', 'write', 'stop', 'csv', 'csv_check', 'csv_looks', 'wipe'];

export const is_look = (event: Message): boolean => looking.includes(String(event.kind)) || event.check === true;
