import type { Message } from '../base/protocol.ts';

/** A file of the visitor's in use, kept so that the trainer can have it again after it died. */
export interface OwnFile {
  name: string;
  /** A copy of what it holds. */
  bytes(): Promise<ArrayBuffer>;
  use: Message;
}
