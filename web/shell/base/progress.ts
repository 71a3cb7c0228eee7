// What takes longer than a moment shows how far it is.
import { by_id, element } from './dom.ts';
import { text } from './text.ts';

const milliseconds_before = 300;

/**
 * Runs `work`, with `sentence` and a bar on screen if it takes a while, and a button where it can be stopped. `work` says
 * what share is done, 0 to 1.
 */
export async function with_progress<Result>(
  sentence: string,
  work: (at: (share: number) => void) => Promise<Result>,
  stop: (() => void) | null = null,
): Promise<Result> {
  const bar = element('progress', { 'aria-label': sentence });
  const button = stop ? element('button', { class: 'button quiet', type: 'button', onclick: stop }, text('shell.stop')) : '';
  const row = element('div', { class: 'notice loading', role: 'status' }, element('p', {}, sentence), button, bar);
  const timer = setTimeout(() => by_id('notices').append(row), milliseconds_before);
  try {
    return await work((share) => (bar.value = Math.min(1, share)));
  } finally {
    clearTimeout(timer);
    row.remove();
  }
}
