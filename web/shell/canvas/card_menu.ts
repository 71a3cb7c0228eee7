// A right click or a long press on a card: what it shows, to be taken along.
import { curves_picture } from '../base/curves.ts';
import { element } from '../base/dom.ts';
import { download } from '../base/download.ts';
import { label_text } from '../base/names.ts';
import { text } from '../base/text.ts';
import { csv_of, curves_of, text_of_view } from '../project/view_table.ts';
import type { Session } from '../run/session.ts';
import { unpack, type ViewData } from '../run/view_data.ts';
import type { Box, Workspace } from './workspace.ts';

const colours = ['#0877bd', '#d9730d', '#6f7c8a', '#2a9d6f', '#8a5cc2']; // of lines, by their order

/** A file that needs nothing of this page to look as it does. */
function svg_of(view: ViewData, title: string): string {
  const curves = curves_of(view).map(({ name, x, y }, place) => ({ name: label_text(name), x, y, style: `c${place}` }));
  const picture = curves_picture(curves, title);
  const style = document.createElementNS(picture.namespaceURI, 'style');
  const lines = curves.map(({ style: name }, place) => `.${name}{stroke:${colours[place % colours.length]}}`);
  style.textContent = `text{font:11px sans-serif;fill:#445}polyline{fill:none;stroke-width:2}.grid{stroke:#dde}${lines.join('')}`;
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
