// A pad to draw on by keys: a field with a cursor, what lies under it in words, and what the drawing is taught as.
import { element } from '../base/dom.ts';
import { label_text } from '../base/names.ts';
import { text } from '../base/text.ts';
import { Drawing, type Stroke } from './drawing.ts';
import { show_drawing } from './drawing_picture.ts';
import { type Hand, type MakeHand, button, chosen, group, named, offer, told_after } from './hand.ts';
import { labels, list, tensor } from '../told/told.ts';

/** With Shift, so many fields at a time. */
const stride = 5;

const ways: Readonly<Record<string, [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

export const draw: MakeHand = (place): Hand => {
  const drawing = new Drawing();
  const id = `mirror-pad-${place.view}`;
  const pad = element('div', { class: 'drawn', tabindex: '0', role: 'application', 'aria-label': text('mirror.pad.field', { view: place.title }), 'aria-describedby': id });
  const keys = element('p', { class: 'about', id }, text('mirror.pad.keys', { stride }));
  const under = told_after();
  const answer = element('select');
  const question = named('', answer);
  /** What was sent and is not yet answered stands before what comes from there. */
  let unanswered = 0;

  const send = (event: { kind: string; [name: string]: unknown }): void => {
    ++unanswered;
    void place.act({ type: 'input', view: place.view, ...event }).finally(() => --unanswered);
  };
  function show(): void {
    show_drawing(pad, drawing);
    const ink = text(drawing.is_inked ? 'mirror.pad.ink' : 'mirror.pad.blank');
    const pen = text(drawing.pen_is_down ? 'mirror.pad.down' : 'mirror.pad.up');
    const words = text('mirror.pad.under', { row: drawing.row + 1, column: drawing.column + 1, ink, pen });
    if (document.activeElement === pad && under.textContent !== words) under.textContent = words;
  }
  const wipe = (): void => {
    drawing.wipe();
    send({ kind: 'wipe' });
    show();
  };

  /** What a key does; undefined: nothing. Otherwise whether something was drawn. */
  function press(key: string, fields: number): boolean | undefined {
    const way = ways[key];
    if (way) return Array.from({ length: fields }, () => drawing.move(...way)).includes(true);
    if (key === ' ') return drawing.press();
    if (key === 'Delete' || key === 'Backspace') wipe();
    else if (key === 'Enter' && !lessons.hidden) answer.focus();
    else return undefined;
    return false;
  }

  pad.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const changed = press(event.key, event.shiftKey ? stride : 1);
    if (changed === undefined) return;
    event.preventDefault(); // and not a step of the run
    if (changed) send({ kind: 'draw', strokes: drawing.strokes });
    show();
  });

  const teach = button(text('mirror.pad.teach'), () => {
    send({ kind: 'teach', label: chosen(answer) });
    drawing.finish();
    show();
  });
  const forget = button(text('ui.pad.forget'), () => send({ kind: 'clear' }));
  const clear = button(text('ui.pad.clear'), wipe);
  const lessons = element('div', { class: 'hand-row' }, question, teach, forget);
  const root = group('mirror.pad.draw', keys, pad, under, clear, lessons);
  pad.addEventListener('focus', show);

  return {
    root,
    take: (view) => {
      const { options } = view;
      const [rows = 1, columns = 1] = tensor(view, 'image').shape;
      drawing.fit(columns, rows);
      if (unanswered === 0) drawing.take(list<Stroke>(options.strokes));
      lessons.hidden = !options.teach || !place.allows('teach');
      (question.firstChild as HTMLElement).textContent = label_text(String(options.teach ?? ''));
      offer(answer, labels(options.labels));
      forget.hidden = Number(options.lessons ?? 0) === 0;
      show();
    },
  };
};
