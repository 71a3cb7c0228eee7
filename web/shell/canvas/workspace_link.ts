// Between the run and the workspace: frames and notices in, what the visitor does there out.
import { by_id } from '../base/dom.ts';
import { param_label } from '../base/names.ts';
import { embedding, locks } from '../base/embedding.ts';
import type { EditRequest, Message, TipRequest, Values } from '../base/protocol.ts';
import { texts } from '../base/text.ts';
import { theme, theme_changed } from '../base/theme.ts';
import type { Session } from '../run/session.ts';
import type { Outlook } from '../run/sight.ts';
import type { ModuleAddress } from '../worker/modules.ts';
import type { DrawnFrame, Trainer } from '../worker/trainer.ts';
import { CanvasTip } from './canvas_tip.ts';
import { show_card_menu } from './card_menu.ts';
import { TextField } from './text_field.ts';
import { type Box, Workspace } from './workspace.ts';

/** Of which the controls are as large as fingers like them; a frame is narrow on large screens, too. */
const phone = matchMedia(embedding ? '(pointer: coarse)' : '(max-width: 767px)');

/** Shows the session in the canvas; rejects where that cannot be. The counters still get their frames. */
export async function show_workspace(
  session: Session,
  trainer: Trainer,
  address: ModuleAddress,
  fonts: string[],
): Promise<void> {
  const canvas = by_id<HTMLCanvasElement>('workspace');
  const sheet_button = by_id('sheet-button');
  const typed = new TextField(canvas, (param, value) => session.attempt(session.set({ [param]: value })));
  const tip = new CanvasTip(canvas);
  let workspace: Workspace | null = null;
  let undrawn: DrawnFrame | null = null;
  let sheet = false;
  let pointed = { x: 0, y: 0 };

  const tell = (message: object): void => workspace?.receive(JSON.stringify(message));
  const drawn = (): void => {
    const seen = undrawn;
    undrawn = null;
    if (seen) session.look(seen.frame.revision);
  };
  const set_sheet = (open: boolean): void => {
    sheet = open;
    sheet_button.setAttribute('aria-pressed', String(open));
    tell({ type: 'layout', phone: phone.matches, sheet });
  };
  const edit = (request: EditRequest): void => {
    typed.edit(request, param_label(session.demo?.id ?? '', request.param));
  };
  const look_at = ({ tab, card, chosen }: Outlook): void => tell({ type: 'outlook', section: tab, card, chosen });
  const receive = (message: Message, bytes: ArrayBuffer | null): void => {
    if (embedding && locks(embedding, message)) return;
    switch (message.type) {
      case 'set':
        return session.attempt(session.set(message.values as Values));
      case 'input':
        return session.attempt(session.input(message, bytes));
      case 'watch':
        return session.watch(message.views as string[]);
      case 'outlook': {
        const { section, card, chosen } = message as unknown as { section: string } & Outlook;
        return session.sight.seen({ tab: section, card, chosen });
      }
      case 'card': {
        const { view, box } = message as unknown as { view: string; box: Box };
        if (workspace) session.attempt(show_card_menu(session, workspace, { name: view, box, at: pointed }));
        return;
      }
      case 'sheet':
        return set_sheet(Boolean(message.open));
      case 'cursor':
        return void (canvas.style.cursor = String(message.name));
      case 'edit':
        return edit(message as unknown as EditRequest);
      case 'tip':
        return tip.show(message as unknown as TipRequest);
      case 'clipboard':
        return void navigator.clipboard?.writeText(String(message.text)).catch(() => {}); // forbidden: nothing is lost
    }
  };

  canvas.addEventListener('contextmenu', (event) => {
    event.preventDefault();
    pointed = { x: event.clientX, y: event.clientY };
    tell({ type: 'pick', x: event.offsetX, y: event.offsetY });
  });
  session.frame.on((frame) => {
    undrawn = frame;
    if (workspace) workspace.receive(frame.json, frame.bytes);
    else requestAnimationFrame(drawn);
  });
  session.opened.on(() => typed.close());
  session.sight.wanted.on(look_at);
  session.sight.pointed.on(({ names, comes }) => {
    if (comes && phone.matches) set_sheet(true);
    tell({ type: 'point', names });
  });
  trainer.catalogue.on(tell);
  trainer.notice.on(tell);
  document.addEventListener('visibilitychange', () => session.look());
  theme_changed.on((now) => tell({ type: 'theme', ...now }));
  phone.addEventListener('change', () => set_sheet(sheet));
  sheet_button.onclick = () => set_sheet(!sheet);

  workspace = await Workspace.load(canvas, address, fonts, { message: receive, drawn });
  const begun = session.sight.now; // before the workspace could be told, and could say anything
  tell({ type: 'texts', ...texts });
  tell({ type: 'theme', ...theme() });
  if (embedding) tell({ type: 'embedding', ...embedding });
  set_sheet(false);
  if (session.demos.length > 0) tell({ type: 'catalogue', demos: session.demos });
  look_at(begun);
  session.look();
}
