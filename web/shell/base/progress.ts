// What takes longer than a moment shows how far it is.
import { by_id, element } from './dom.ts';

const milliseconds_before = 300;

/** Runs `work`, with `sentence` and a bar on screen if it takes a while. `work` says what share is done, 0 to 1. */
export async function with_progress<Result>(
  sentence: string,
  work: (at: (share: number) => void) => Promise<Result>,
): Promise<Result> {
  const bar = element('progress', { 'aria-label': sentence });
  const row = element('div', { class: 'notice loading', role: 'status' }, element('p', {}, sentence), bar);
  const timer = setTimeout(() => by_id('notices').append(row), milliseconds_before);
  try {
    return await work((share) => (bar.value = Math.min(1, share)));
  } finally {
    clearTimeout(timer);
    row.remove();
  }
}
