// Pointer, wheel, keyboard and text events of the canvas, as ui.wasm takes them.
import { is_shortcut } from '../page/shortcuts.ts';
import type { InterfaceModule } from './interface_module.ts';

const pointer_types: Record<string, number> = { mouse: 0, touch: 1, pen: 2 };
const kinds = { move: 0, down: 1, up: 2, leave: 3 };
const pixels_per_line = 40; // of a wheel that counts in lines

const modifiers = (event: MouseEvent | KeyboardEvent): number =>
  (event.shiftKey ? 1 : 0) | (event.ctrlKey ? 2 : 0) | (event.altKey ? 4 : 0) | (event.metaKey ? 8 : 0);

/** F5 and its like, and those that leave the page. */
const belongs_to_browser = ({ key, altKey }: KeyboardEvent): boolean =>
  /^(F\d+|Browser.*|Launch.*)$/.test(key) || (altKey && /^Arrow(Left|Right)$|^Home$/.test(key));

/** `put` copies a text into the module's memory; `wake` asks for a drawing; `settle` draws at once what a tap comes to. */
export function bind_events(
  canvas: HTMLCanvasElement,
  module: InterfaceModule,
  put: (text: string) => number,
  wake: () => void,
  settle: () => void,
): void {
  const pointer =
    (kind: number) =>
    (event: PointerEvent): void => {
      if (!event.isPrimary) return; // a second finger, or the hand that holds the pen
      const box = canvas.getBoundingClientRect();
      const type = pointer_types[event.pointerType] ?? 0;
      // A browser reports moves once per frame; what is drawn by hand needs every place between.
      const passed = kind === kinds.move ? event.getCoalescedEvents?.() : undefined;
      for (const { clientX, clientY } of passed?.length ? passed : [event])
        module._ui_pointer(kind, clientX - box.left, clientY - box.top, event.button, type, modifiers(event));
      wake();
    };
  canvas.addEventListener('pointermove', pointer(kinds.move));
  canvas.addEventListener('pointerdown', (event) => {
    canvas.setPointerCapture(event.pointerId);
    pointer(kinds.down)(event);
  });
  canvas.addEventListener('pointerup', (event) => {
    pointer(kinds.up)(event);
    // Phones show their keyboard only for a field that gets the focus while the tap is being handled.
    if (event.pointerType === 'touch') settle();
  });
  canvas.addEventListener('pointercancel', pointer(kinds.leave));
  canvas.addEventListener('pointerleave', pointer(kinds.leave));

  canvas.addEventListener(
    'wheel',
    (event) => {
      if (event.ctrlKey || event.metaKey) return; // the browser zooms the page, also for who pinches a touchpad
      event.preventDefault();
      const scale = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? pixels_per_line : 1;
      module._ui_wheel(event.deltaX * scale, event.deltaY * scale, modifiers(event));
      wake();
    },
    { passive: false },
  );

  // Arrows walk within the workspace; Tab leaves it, as any other control, and what was being typed there is taken.
  const leave = (down: number, taken: boolean): void => {
    if (down === 0 || !taken) return;
    for (const pressed of [1, 0]) module._ui_key(put('Tab'), pressed, 0);
    settle();
  };

  const key =
    (down: number) =>
    (event: KeyboardEvent): void => {
      if (belongs_to_browser(event)) return;
      const steers = event.key.startsWith('Arrow') && module._ui_takes_arrows() !== 0;
      const taken = steers || module._ui_takes_keys() !== 0;
      if (event.key === 'Tab') return leave(down, taken);
      if (down && !taken && is_shortcut(event)) return;
      module._ui_key(put(event.code), down, modifiers(event));
      if (taken && !event.ctrlKey && !event.metaKey) event.preventDefault(); // not the page's shortcut then
      if (down && event.key.length === 1 && !event.ctrlKey && !event.metaKey) module._ui_text(put(event.key));
      wake();
    };
  canvas.addEventListener('keydown', key(1));
  canvas.addEventListener('keyup', key(0));
  canvas.addEventListener('focus', () => (module._ui_focus(1), wake()));
  canvas.addEventListener('blur', () => (module._ui_focus(0), wake()));
}
