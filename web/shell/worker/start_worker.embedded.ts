// In the one file: from a Blob, and no module, which browsers refuse to start from there on a page that was opened from the disk.
import InlineWorker from './worker.ts?worker&inline';

export const start_worker = (): Worker => new InlineWorker({ name: 'gradlab trainer' });
