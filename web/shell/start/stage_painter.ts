// A scene of shapes, with an episode that is played over it. A row is kind, role, strength and eight numbers (scene.h).
import { list, tensor } from '../told/told.ts';
import { css, type Ink, type Inks, of_class, mixed, signed } from './inks.ts';
import { fitted, type Painter } from './painter.ts';

const row_length = 11;
const rest_seconds = 0.7; // at the end of the episode

function ink_of(inks: Inks, role: number, strength: number): string {
  if (role === 7) return css(signed(inks, strength));
  const colors: Ink[] = [inks.text, inks.faint, inks.card, mixed(inks.soft, inks.card, 0.4), inks.text, inks.positive];
  return css(colors[role] ?? of_class(inks, 5), Math.min(1, Math.max(0, strength)));
}

export const paint_stage: Painter = (sheet, view) => {
  const { context, inks, moment } = sheet;
  const { options } = view;
  const [left = 0, right = 1, bottom = 0, top = 1] = list<number>(options.bounds);
  const texts = list<string>(options.texts);
  const box = fitted(sheet, (right - left) / (top - bottom));
  const scale = box.width / (right - left);
  const at_x = (x = 0): number => box.x + (x - left) * scale;
  const at_y = (y = 0): number => box.y + box.height - (y - bottom) * scale;

  const path = (corners: readonly number[]): void => {
    context.beginPath();
    for (let i = 0; i + 1 < corners.length; i += 2) context.lineTo(at_x(corners[i]), at_y(corners[i + 1]));
  };
  const shapes: Record<number, (p: readonly number[]) => void> = {
    1: ([x0 = 0, y0 = 0, x1 = 0, y1 = 0]) => context.fillRect(at_x(x0), at_y(y1), (x1 - x0) * scale, (y1 - y0) * scale),
    2: ([x, y, radius = 0]) => {
      context.beginPath();
      context.arc(at_x(x), at_y(y), radius * scale, 0, 2 * Math.PI);
      context.fill();
    },
    3: (p) => {
      path(p.slice(0, 4));
      context.lineWidth = Math.max(1, (p[4] ?? 0) * scale);
      context.stroke();
    },
    4: (p) => {
      const [x0 = 0, y0 = 0, x1 = 0, y1 = 0, width = 0] = p;
      const length = Math.hypot(x1 - x0, y1 - y0) || 1;
      const head = Math.min(3.2 * width, 0.6 * length);
      const [along_x, along_y] = [((x1 - x0) / length) * head, ((y1 - y0) / length) * head];
      shapes[3]?.([x0, y0, x1 - along_x, y1 - along_y, width]);
      path([x1, y1, x1 - along_x - 0.62 * along_y, y1 - along_y + 0.62 * along_x, x1 - along_x + 0.62 * along_y, y1 - along_y - 0.62 * along_x]);
      context.fill();
    },
    5: (p) => {
      path(p);
      context.fill();
    },
    6: ([x, y, size = 0, index = 0]) => {
      const pixels = size * scale;
      if (pixels < 7) return; // nobody could read it
      context.font = `${pixels}px Inter, system-ui, sans-serif`;
      context.textAlign = 'center';
      context.textBaseline = 'middle';
      context.fillText(texts[index] ?? '', at_x(x), at_y(y));
    },
  };
  const draw = (rows: ArrayLike<number>, from: number, end: number): void => {
    for (let place = from; place + row_length <= end; place += row_length) {
      const [kind = 0, role = 0, strength = 0, ...p] = Array.from({ length: row_length }, (_, i) => rows[place + i] ?? NaN);
      if (!p.every(Number.isFinite)) continue;
      context.fillStyle = context.strokeStyle = ink_of(inks, role, strength);
      shapes[kind]?.(p);
    }
  };

  const frames = tensor(view, 'frames');
  const [moments = 0, moving = 0] = frames.shape;
  for (const still of ['ground', 'trail']) {
    const { data } = tensor(view, still);
    draw(data, 0, data.length);
  }
  if (moments === 0) return;
  const pace = Number(options.frames_per_second ?? 10);
  const whole = moments + rest_seconds * pace;
  const frame = Math.min(moments - 1, Math.floor((moment * pace) % whole));
  const size = moving * row_length;
  draw(frames.data, frame * size, (frame + 1) * size);
};
