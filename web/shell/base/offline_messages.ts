// What the page tells its service worker. Every message brings a port for the answer, which is true or false.

export type ToServiceWorker =
  /** Is the page, whose main script this is, of your version? */
  | { kind: 'is_mine'; script: string }
  /** Addresses that the page has used or will use the next time; other builds of the trainer may go. */
  | { kind: 'used'; addresses: string[] }
  /** Is there all that every demo needs? */
  | { kind: 'has_everything' }
  /** Get it; false where that failed. */
  | { kind: 'keep_everything' }
  /** Take over from the version before. */
  | { kind: 'take_over' };
