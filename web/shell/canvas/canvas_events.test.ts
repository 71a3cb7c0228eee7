import { beforeEach, describe, expect, it, vi } from 'vitest';
import { bind_events } from './canvas_events.ts';
import type { InterfaceModule } from './interface_module.ts';

type Listener = (event: object) => void;

let listeners: Record<string, Listener>;
let settle: ReturnType<typeof vi.fn>;
let module: { _ui_key: unknown; _ui_text: unknown; _ui_wheel: unknown; _ui_takes_keys: () => number; _ui_takes_arrows: () => number };

beforeEach(() => {
  vi.stubGlobal('WheelEvent', { DOM_DELTA_LINE: 1 });
  listeners = {};
  module = { _ui_key: vi.fn(), _ui_text: vi.fn(), _ui_wheel: vi.fn(), _ui_takes_keys: () => 1, _ui_takes_arrows: () => 0 };
  const canvas = { addEventListener: (kind: string, listener: Listener) => void (listeners[kind] = listener) };
  settle = vi.fn();
  const nothing = () => {};
  bind_events(canvas as unknown as HTMLCanvasElement, module as unknown as InterfaceModule, () => 0, nothing, settle as () => void);
});

/** Whether the event was kept from the browser. */
function kept(kind: string, event: object): boolean {
  const preventDefault = vi.fn();
  listeners[kind]?.({ code: '', deltaX: 0, deltaY: 0, deltaMode: 0, ...event, preventDefault });
  return preventDefault.mock.calls.length > 0;
}

describe('what belongs to the browser passes, also while the workspace takes keys', () => {
  it.each([{ key: 'F5' }, { key: 'F12', shiftKey: true }, { key: 'BrowserBack' }, { key: 'ArrowLeft', altKey: true }])(
    '%j',
    (event) => {
      expect(kept('keydown', event)).toBe(false);
      expect(module._ui_key).not.toHaveBeenCalled();
    },
  );
  it.each([{ ctrlKey: true }, { metaKey: true }])('the wheel with %j, which zooms the page', (event) => {
    expect(kept('wheel', event)).toBe(false);
    expect(module._ui_wheel).not.toHaveBeenCalled();
  });
});

describe('Tab leaves the workspace', () => {
  it('which takes what was being typed before', () => {
    expect(kept('keydown', { key: 'Tab' })).toBe(false);
    expect((module._ui_key as ReturnType<typeof vi.fn>).mock.calls.map(([, down]) => down)).toEqual([1, 0]);
    expect(settle).toHaveBeenCalledOnce();
  });
  it('also while the workspace takes no keys', () => {
    module._ui_takes_keys = () => 0;
    expect(kept('keydown', { key: 'Tab', shiftKey: true })).toBe(false);
    expect(module._ui_key).not.toHaveBeenCalled();
  });
});

describe('what is meant for the workspace does not', () => {
  it.each([{ key: 'ArrowLeft' }, { key: 'Enter' }, { key: 'f' }])('%j', (event) => {
    expect(kept('keydown', event)).toBe(true);
    expect(module._ui_key).toHaveBeenCalled();
  });
  it('an arrow that steers, and no other key, while it takes no keys', () => {
    module._ui_takes_keys = () => 0;
    module._ui_takes_arrows = () => 1;
    expect(kept('keydown', { key: 'ArrowRight' })).toBe(true);
    expect(module._ui_key).toHaveBeenCalledOnce();
    expect(kept('keydown', { key: ' ' })).toBe(false);
    expect(module._ui_key).toHaveBeenCalledOnce();
  });
  it('the wheel', () => {
    expect(kept('wheel', { deltaY: 100 })).toBe(true);
    expect(module._ui_wheel).toHaveBeenCalledWith(0, 100, 0);
  });
});
