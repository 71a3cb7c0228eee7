// A drawing made by keys: a cursor on a grid, and a pen that is up or down. No element, so that it can be tried without any.

/** Places from the top left, in [0, 1]. */
export type Stroke = [number, number][];

/** How far from a stroke a field of the grid counts as drawn on, in fields: half the pen's width, and a little. */
const reach = 1;

const rounded = (part: number): number => Number(part.toFixed(4));

/** The distance of a place from the way between two others. */
function distance(x: number, y: number, [ax, ay]: readonly number[], [bx, by]: readonly number[]): number {
  const [wx, wy] = [(bx as number) - (ax as number), (by as number) - (ay as number)];
  const length = wx * wx + wy * wy;
  const part = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - (ax as number)) * wx + (y - (ay as number)) * wy) / length));
  return Math.hypot(x - (ax as number) - part * wx, y - (ay as number) - part * wy);
}

export class Drawing {
  strokes: Stroke[] = [];
  columns = 1;
  rows = 1;
  column = 0;
  row = 0;
  pen_is_down = false;
  /** It was taught: the next stroke begins another one. */
  private finished = false;

  /** Another grid has its cursor in the middle. */
  fit(columns: number, rows: number): void {
    if (columns === this.columns && rows === this.rows) return;
    Object.assign(this, { columns, rows, column: Math.floor(columns / 2), row: Math.floor(rows / 2) });
  }

  /** What is on the pad, whoever drew it. */
  take(strokes: Stroke[]): void {
    this.strokes = strokes.map((stroke) => [...stroke]);
    if (strokes.length === 0) this.pen_is_down = false;
  }

  /** The middle of the field under the cursor. */
  get at(): [number, number] {
    return [rounded((this.column + 0.5) / this.columns), rounded((this.row + 0.5) / this.rows)];
  }

  /** Whether a stroke passes through the field under the cursor. */
  get is_inked(): boolean {
    const [x, y] = this.at;
    const near = reach / Math.max(this.columns, this.rows);
    return this.strokes.some((stroke) => stroke.some((point, i) => distance(x, y, stroke[Math.max(0, i - 1)] ?? point, point) < near));
  }

  /** Returns whether something was drawn. */
  move(across: number, down: number): boolean {
    const [column, row] = [this.column, this.row];
    this.column = Math.min(this.columns - 1, Math.max(0, column + across));
    this.row = Math.min(this.rows - 1, Math.max(0, row + down));
    if (!this.pen_is_down || (column === this.column && row === this.row)) return false;
    this.strokes.at(-1)?.push(this.at);
    return true;
  }

  /** Puts the pen down, which draws a dot, or lifts it. Returns whether something was drawn. */
  press(): boolean {
    this.pen_is_down = !this.pen_is_down;
    if (!this.pen_is_down) return false;
    if (this.finished) this.strokes = [];
    this.finished = false;
    this.strokes.push([this.at]);
    return true;
  }

  wipe(): void {
    this.strokes = [];
    this.pen_is_down = this.finished = false;
  }

  finish(): void {
    this.pen_is_down = false;
    this.finished = true;
  }
}
