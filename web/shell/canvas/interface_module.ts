// What ui.wasm can be asked to do.
import type { ModuleMemory } from '../base/heap.ts';

export interface InterfaceModule extends ModuleMemory {
  _ui_font(bytes: number, size: number): void;
  /** 0, or 1 without WebGL 2. */
  _ui_start(): number;
  _ui_receive(json: number, json_size: number, bytes: number, bytes_size: number): void;
  /** Sizes in CSS pixels. Milliseconds until the next drawing is wanted: 0 at once, -1 when something happens. */
  _ui_draw(width: number, height: number, ratio: number, now: number): number;
  _ui_pointer(kind: number, x: number, y: number, button: number, type: number, modifiers: number): void;
  _ui_wheel(dx: number, dy: number, modifiers: number): void;
  /** 1 while the workspace makes use of keys itself. */
  _ui_takes_keys(): number;
  /** 1 while a view is steered by the arrow keys. */
  _ui_takes_arrows(): number;
  _ui_key(code: number, down: number, modifiers: number): void;
  _ui_text(text: number): void;
  _ui_focus(on: number): void;
  _ui_context_lost(): void;
  _ui_context_restored(): void;
}
