/** Of the owner to a read. */
export declare const answer: { waiting: number; done: number; failed: number };
