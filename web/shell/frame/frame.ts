// The page as a frame of another: a strip instead of bar and menu, quiet out of sight, and at its page's call.
import { by_id } from '../base/dom.ts';
import { type Embedding, frame_parts } from '../base/embedding.ts';
import { theme } from '../base/theme.ts';
import type { Address } from '../link/address.ts';
import type { Session } from '../run/session.ts';
import { make_frame_bar } from './frame_bar.ts';
import { answer_calls } from './frame_calls.ts';
import { OutOfSight } from './out_of_sight.ts';
import type { Gradlab } from '../page/scripting.ts';

/** Names in the frame's address that mean nothing for the demo that is open. */
function unknown_names({ cards, hidden, locked }: Embedding, { demo }: Session): string[] {
  if (demo === null) return [];
  const params = demo.params.map(({ name }) => name);
  const views = demo.views.map(({ name }) => name);
  const among = (names: string[], ...known: readonly (readonly string[])[]): string[] =>
    names.filter((name) => !known.some((list) => list.includes(name)));
  return [...among(cards, views), ...among(hidden, params, frame_parts), ...among(locked, params, ['all', 'points'])];
}

/** A file that is dropped is not taken, and does not take the frame's place either. */
function refuse_files(): void {
  const refuse = (event: DragEvent): void => {
    event.preventDefault();
    if (event.dataTransfer) event.dataTransfer.dropEffect = 'none';
  };
  addEventListener('dragover', refuse);
  addEventListener('drop', refuse);
}

export function start_frame(embedding: Embedding, session: Session, address: Address, api: Gradlab): void {
  document.body.dataset.frame = '';
  refuse_files();
  const unseen = new OutOfSight(session, by_id('stage'));
  make_frame_bar(session, address, embedding, () => (unseen.for_script = false));
  answer_calls(api, session, embedding.height, () => (unseen.for_script = true));
  session.attempt(
    api.ready.then(() => {
      const names = unknown_names(embedding, session);
      if (names.length > 0)
        session.notice.emit({ level: 'warning', key: 'notice.frame.unknown', arguments: { names } });
      if (embedding.autoplay && !theme().still && !unseen.for_script) unseen.play_in_sight();
    }),
  );
}
