// The canvas: loads ui.wasm, hands it messages and events, and draws when something happened, never otherwise.
import { Block } from '../base/heap.ts';
import type { Message } from '../base/protocol.ts';
import type { ModuleAddress } from '../worker/modules.ts';
import { BrowserGlyphs } from './browser_glyphs.ts';
import { bind_events } from './canvas_events.ts';
import { interface_factory } from './interface_factory.ts';
import type { InterfaceModule } from './interface_module.ts';

export interface WorkspaceEvents {
  /** A message from the interface. */
  message(message: Message, bytes: ArrayBuffer | null): void;
  /** Everything received so far is on screen. */
  drawn(): void;
}

export class NoWebGl extends Error {}

const loaded = async (address: string): Promise<Uint8Array> => {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${answer.status} ${address}`);
  return new Uint8Array(await answer.arrayBuffer());
};

/** x, y, width and height in CSS pixels of the canvas. */
export type Box = [number, number, number, number];

export class Workspace {
  private frame_request = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly texts: Block;
  private readonly bytes: Block;
  private readonly module: InterfaceModule;
  private readonly canvas: HTMLCanvasElement;
  private readonly events: WorkspaceEvents;

  /** Throws NoWebGl where the browser has none. */
  static async load(
    canvas: HTMLCanvasElement,
    address: ModuleAddress,
    fonts: string[],
    events: WorkspaceEvents,
  ): Promise<Workspace> {
    let workspace: Workspace | null = null;
    const send = (json: string, bytes: Uint8Array<ArrayBuffer> | null): void => {
      events.message(JSON.parse(json) as Message, bytes?.slice().buffer ?? null);
      workspace?.wake();
    };
    const [factory, ...font_files] = await Promise.all([interface_factory(address.module), ...fonts.map(loaded)]);
    const locateFile = (path: string): string => (path.endsWith('.wasm') ? address.wasm : path);
    const glyphs = new BrowserGlyphs(getComputedStyle(canvas).fontFamily);
    const module = (await factory({ canvas, locateFile, send, glyphs })) as InterfaceModule;
    workspace = new Workspace(canvas, module, events);
    for (const font of font_files) module._ui_font(workspace.bytes.put(font), font.length);
    if (module._ui_start() !== 0) throw new NoWebGl();
    workspace.begin();
    return workspace;
  }

  private constructor(canvas: HTMLCanvasElement, module: InterfaceModule, events: WorkspaceEvents) {
    this.canvas = canvas;
    this.module = module;
    this.events = events;
    this.texts = new Block(module);
    this.bytes = new Block(module);
  }

  receive(json: string, bytes: Uint8Array | null = null): void {
    const place = bytes ? this.bytes.put(bytes) : 0;
    this.module._ui_receive(...this.texts.put_text(json), place, bytes?.length ?? 0);
    this.wake();
  }

  /** What is drawn now, or `part` of it, as a PNG. */
  picture(part: Box | null): Promise<Blob> {
    this.draw(performance.now()); // the browser may empty the canvas as soon as this task ends
    const ratio = devicePixelRatio;
    const [x, y, width, height] = part?.map((length) => Math.round(length * ratio)) ?? [0, 0, this.canvas.width, this.canvas.height];
    const copy = document.createElement('canvas');
    Object.assign(copy, { width, height });
    copy.getContext('2d')?.drawImage(this.canvas, -(x ?? 0), -(y ?? 0));
    return new Promise((resolve, reject) =>
      copy.toBlob((png) => (png ? resolve(png) : reject(new Error('the canvas gives no picture'))), 'image/png'),
    );
  }

  /** Draws at the next opportunity. */
  wake(): void {
    clearTimeout(this.timer);
    this.frame_request ||= requestAnimationFrame((now) => this.draw(now));
  }

  /** Draws until nothing is left to take in: a press and its release are seen in frames of their own. */
  private settle(): void {
    for (let frames = 0; frames < 4 && this.draw(performance.now()) === 0; ++frames);
  }

  private begin(): void {
    bind_events(
      this.canvas,
      this.module,
      (text) => this.texts.put_text(text)[0],
      () => this.wake(),
      () => this.settle(),
    );
    const { canvas, module } = this;
    canvas.addEventListener('webglcontextlost', (event) => {
      event.preventDefault();
      module._ui_context_lost();
    });
    canvas.addEventListener('webglcontextrestored', () => {
      module._ui_context_restored();
      this.wake();
    });
    const sizes = new ResizeObserver(([entry]) => this.resize(entry?.devicePixelContentBoxSize?.[0]));
    try {
      sizes.observe(canvas, { box: 'device-pixel-content-box' });
    } catch {
      sizes.observe(canvas); // Safari knows only CSS pixels
    }
  }

  /** `exact` is the size in device pixels: rounding can miss it by one. It knows no ratio that a tool emulates. */
  private resize(exact?: ResizeObserverSize): void {
    const { canvas } = this;
    const fitting = (css: number, device = 0): number => {
      const rounded = Math.round(css * devicePixelRatio);
      return Math.max(1, Math.abs(device - rounded) <= 1 ? device : rounded);
    };
    canvas.width = fitting(canvas.clientWidth, exact?.inlineSize);
    canvas.height = fitting(canvas.clientHeight, exact?.blockSize);
    this.draw(performance.now()); // at once: a resized canvas is empty
  }

  /** Milliseconds until the next drawing is wanted, as the interface says. */
  private draw(now: number): number {
    cancelAnimationFrame(this.frame_request);
    this.frame_request = 0;
    const { width } = this.canvas;
    const ratio = devicePixelRatio;
    const wait = this.module._ui_draw(width / ratio, this.canvas.height / ratio, ratio, now);
    this.events.drawn();
    if (wait === 0) this.wake();
    if (wait > 0) this.timer = setTimeout(() => this.wake(), wait);
    return wait;
  }
}
