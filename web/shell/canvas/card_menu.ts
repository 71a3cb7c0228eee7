// A right click or a long press on a card: what it shows, to be taken along.
import { curves_picture } from '../base/curves.ts';
import { element } from '../base/dom.ts';
import { download } from '../base/download.ts';
import { line_colour } from '../base/line_colours.ts';
import { label_text } from '../base/names.ts';
import { text } from '../base/text.ts';
import { csv_of, curves_of, text_of_view } from '../project/view_table.ts';
import type { Session } from '../run/session.ts';
import { unpack, type ViewData } from '../run/view_data.ts';
import type { Box, Workspace } from './workspace.ts';

/** A file that needs nothing of this page to look as it does. */
function svg_of(view: ViewData, title: string): string {
  const lines = curves_of(view);
  const curves = lines.map(({ name, x, y }, place) => ({ name: label_text(name), x, y, style: `c${place}` }));
  const picture = curves_picture(curves, title);
  const style = document.createElementNS(picture.namespaceURI, 'style');
  const strokes = lines.map(({ role }, place) => `.c${place}{stroke:${line_colour(role)}}`);
  style.textContent = `text{font:11px sans-serif;fill:#445}polyline{fill:none;stroke-width:2}.grid{stroke:#dde}${strokes.join('')}`;
  picture.prepend(style);
  return new XMLSerializer().serializeToString(picture);
}

/** Offers what can be had of the view `name` of kind `kind`, in `box` of the canvas, at a place of the page. */
export async function show_card_menu(
  session: Session,
  workspace: Workspace,
  { name, box, at }: { name: string; box: Box; at: { x: number; y: number } },
): Promise<void> {
  document.querySelector('.card-menu')?.remove();
  const file = `${session.demo?.id}-${name || 'gradlab'}-${session.metrics.step ?? 0}`;
  const picture = (part: Box | null, called: string): void =>
    session.attempt(workspace.picture(part).then((png) => download(`${called}.png`, png, 'image/png')));
  const offers: [key: string, act: () => void][] = [];
  if (name !== '') {
    const view = unpack(name, await session.view(name));
    const is_chart = curves_of(view).some(({ x }) => x.length > 0);
    const written = text_of_view(view);
    offers.push(['shell.card.png', () => picture(box, file)]);
    if (is_chart) offers.push(['shell.card.svg', () => download(`${file}.svg`, svg_of(view, name), 'image/svg+xml')]);
    if (written !== null) offers.push(['shell.card.text', () => download(`${file}.txt`, written, 'text/plain')]);
    if (Object.keys(view.tensors).length > 0)
      offers.push(['shell.card.csv', () => download(`${file}.csv`, csv_of(view, label_text), 'text/csv')]);
  }
  offers.push(['shell.card.all', () => picture(null, `${session.demo?.id}-${session.metrics.step ?? 0}`)]);
  const menu = element('div', { class: 'card-menu', popover: 'auto', role: 'menu' });
  for (const [key, act] of offers) {
    const onclick = (): void => {
      menu.remove();
      act();
    };
    menu.append(element('button', { type: 'button', role: 'menuitem', onclick }, text(key)));
  }
  document.body.append(menu);
  menu.style.left = `${Math.min(at.x, innerWidth - 240)}px`;
  menu.style.top = `${Math.min(at.y, innerHeight - 44 * offers.length - 16)}px`;
  menu.addEventListener('toggle', (event) => (event as ToggleEvent).newState === 'closed' && menu.remove());
  menu.showPopover();
  menu.querySelector('button')?.focus();
}
