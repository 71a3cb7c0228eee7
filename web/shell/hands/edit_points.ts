// The visitor's own points on a plane: added, moved and taken away, one at a time.
import { element } from '../base/dom.ts';
import type { Arguments } from '../base/protocol.ts';
import { text } from '../base/text.ts';
import { type Hand, type MakeHand, NumberBox, button, chosen, group, named, offer, told_after } from './hand.ts';
import { list, place_text, word } from '../told/told.ts';
import { class_names_of } from '../told/told_planes.ts';

export const edit_points: MakeHand = (place): Hand => {
  const which = element('select');
  const of_class = element('select');
  const done = told_after();
  let bounds: number[] = [];
  const reach = (low: number) => () => ({ low: bounds[low] ?? 0, high: bounds[low + 1] ?? 1, logarithmic: false, whole: false });
  const change = (): void => {
    if (index() >= 0) move();
  };
  const [x, y] = [new NumberBox(change, reach(0)), new NumberBox(change, reach(2))];

  const param = place.points_param ?? '';
  const own = (): number[][] => list<number[]>(place.values()[param]);
  /** Of the chosen point; -1: a new one. */
  const index = (): number => chosen(which) - 1;
  const written = (): number[] => [x.value, y.value, chosen(of_class)];
  const tell = async (asked: Promise<boolean>, key: string, values: Arguments): Promise<void> => {
    if (await asked) done.textContent = text(key, values);
  };

  function move(): void {
    const points = own();
    const at = index();
    const before = points[at];
    if (before === undefined) return;
    points[at] = written().slice(0, Math.max(2, before.length));
    const now = { index: at + 1, place: place_text(x.value, y.value) };
    void tell(place.set({ [param]: points }), 'mirror.own.moved', now);
  }

  const add = button(text('ui.points.add'), () => {
    const point = written();
    if (!point.every(Number.isFinite)) return;
    const now = { index: own().length + 1, place: place_text(x.value, y.value) };
    const event = { type: 'input', view: place.view, kind: 'points', points: [point] };
    void tell(place.act(event), 'mirror.own.added', now);
  });

  const remove = button(text('mirror.own.remove'), () => {
    const at = index();
    const points = own().filter((_, i) => i !== at);
    which.selectedIndex = 0;
    show(true);
    which.focus();
    void tell(place.set({ [param]: points }), 'mirror.own.removed', { index: at + 1, count: points.length });
  });

  /** The numbers of the chosen point, which is `another` than before or not; a new one has what was typed last. */
  function show(another: boolean): void {
    const point = own()[index()];
    add.hidden = point !== undefined;
    remove.hidden = point === undefined;
    if (point === undefined) return;
    for (const [box, value] of [[x, point[0]], [y, point[1]]] as const) another ? box.set(value ?? 0) : box.show(value ?? 0);
    of_class.selectedIndex = point[2] ?? 0;
  }

  which.onchange = () => show(true);
  of_class.onchange = change;
  x.set(0);
  y.set(0);
  const [across, up] = [named('', x.root), named('', y.root)];
  const class_row = named(text('mirror.points.class'), of_class);
  const root = group('mirror.own', named(text('mirror.own.which'), which), across, up, class_row, add, remove, done);
  root.hidden = true;

  return {
    root,
    take: (view) => {
      const { options } = view;
      root.hidden = !options.editable || param === '' || !place.allows('points');
      if (root.hidden) return;
      bounds = list<number>(options.bounds);
      for (const [row, name] of [[across, options.x], [up, options.y]] as const) (row.firstChild as HTMLElement).textContent = word(name);
      const has_classes = Number(options.classes ?? 0) > 0 && !options.classless && !options.clusters;
      const name_of = class_names_of(view);
      class_row.hidden = !has_classes;
      offer(of_class, has_classes ? Array.from({ length: Number(options.classes) }, (_, i) => name_of(i)) : ['']);
      const points = own().map(([a, b, label], i) => {
        const at = `${i + 1}: ${place_text(a, b)}`;
        return has_classes ? `${at}, ${name_of(label ?? 0)}` : at;
      });
      offer(which, [text('mirror.own.new'), ...points]);
      show(false);
    },
  };
};
