// The page's offers to save, to open again, and to go on where somebody left.
import { download } from '../base/download.ts';
import { set_stored, stored } from '../base/stored.ts';
import { text } from '../base/text.ts';
import type { Autosave } from '../project/autosave.ts';
import { csv_of } from '../project/history_csv.ts';
import { pack } from '../project/project_file.ts';
import type { KeptRun, Store } from '../project/store.ts';
import { resume, save, weights } from '../run/keeping.ts';
import type { Session } from '../run/session.ts';
import type { Notices } from './notices.ts';
import { type Saving, show_saving, told } from './save_dialog.ts';

/** "classification-circle-1234" */
const name_of = ({ demo, preset, metrics }: Session): string =>
  [demo?.id, preset, metrics.step ?? 0].filter((part) => part != null).join('-');

const coming_back_key = 'gradlab-coming-back';

/** Whether the page was left only to be loaded anew, and how: the run goes on then without a question. */
function coming_back(): string | null {
  const how = stored(coming_back_key, 'sessionStorage');
  set_stored(coming_back_key, null, 'sessionStorage');
  return how;
}

function forget_settings(): void {
  try {
    localStorage.clear();
    dispatchEvent(new StorageEvent('storage', { key: null })); // as other tabs get it
  } catch {
    // The browser keeps none.
  }
}

export function make_saving(session: Session, autosave: Autosave, store: Store, notices: Notices) {
  const go_on = async (run: KeptRun): Promise<void> => {
    await resume(session, await store.run(run));
    autosave.adopt(run.id);
  };

  const saving: Saving = {
    project: () =>
      session.attempt(
        save(session)
          .then(pack)
          .then((bytes) => download(`${name_of(session)}.gradlab`, bytes, 'application/zip')),
      ),
    weights: () =>
      session.attempt(
        weights(session).then((bytes) =>
          download(`${name_of(session)}.safetensors`, bytes, 'application/octet-stream'),
        ),
      ),
    curves: () =>
      session.attempt(
        session.history().then((columns) => download(`${name_of(session)}.csv`, csv_of(columns, 'step'), 'text/csv')),
      ),
    left: () => autosave.left(),
    go_on: (run) => session.attempt(go_on(run)),
    async forget() {
      await autosave.forget();
      forget_settings();
      if (globalThis.caches) for (const name of await caches.keys()) await caches.delete(name);
    },
  };

  return {
    show: () => show_saving(session, saving),
    project: saving.project,
    /** Loads the page from another address and goes on there, unless the run cannot be kept meanwhile. */
    async move_to(address: () => string): Promise<void> {
      const how = session.playing ? 'playing' : 'paused';
      if (!(await autosave.keep_now()) && session.metrics.step) return;
      const to = address();
      set_stored(coming_back_key, how, 'sessionStorage'); // else it is offered
      history.replaceState(history.state, '', to);
      location.reload();
    },
    /** Goes on with the run that was here before the page moved, once it may, or offers that which was left last. */
    async offer(take_over: () => Promise<void>): Promise<void> {
      const how = coming_back();
      const here = how && (await autosave.left_here());
      if (here) {
        await take_over();
        await go_on(here);
        if (how === 'playing') await session.play();
        return;
      }
      const [run] = await autosave.left();
      if (run === undefined) return;
      const notice = { level: 'info' as const, key: 'notice.left_run', arguments: told(run) };
      notices.show(notice, { label: text('shell.save.go_on'), act: () => saving.go_on(run) });
    },
  };
}
