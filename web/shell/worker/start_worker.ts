// A worker for the trainer, from a file of its own.

export const start_worker = (): Worker =>
  new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'gradlab trainer' });
