import { expect, it } from 'vitest';
import { Drawing } from './drawing.ts';

function on_grid(): Drawing {
  const drawing = new Drawing();
  drawing.fit(28, 28);
  return drawing;
}

it('moves without drawing until the pen is down, and stays on the grid', () => {
  const drawing = on_grid();
  expect([drawing.column, drawing.row]).toEqual([14, 14]);
  expect(drawing.move(-30, 0)).toBe(false);
  expect([drawing.column, drawing.row]).toEqual([0, 14]);
  expect(drawing.strokes).toEqual([]);
  expect(drawing.press()).toBe(true);
  expect(drawing.move(-1, 0)).toBe(false); // it is at the edge
  expect(drawing.move(5, 0)).toBe(true);
  expect(drawing.press()).toBe(false);
  expect(drawing.move(0, 3)).toBe(false);
  expect(drawing.strokes).toEqual([[[0.0179, 0.5179], [0.1964, 0.5179]]]);
});

it('tells what lies under the cursor, whoever drew it', () => {
  const drawing = on_grid();
  drawing.take([[[0.1, 0.5], [0.9, 0.5]]]);
  expect(drawing.is_inked).toBe(true);
  drawing.move(0, 3);
  expect(drawing.is_inked).toBe(false);
  drawing.move(14, -3);
  expect(drawing.is_inked).toBe(false); // beyond the stroke's end
});

it('begins anew after it was taught, and after it was wiped elsewhere the pen is up', () => {
  const drawing = on_grid();
  drawing.press();
  drawing.finish();
  expect(drawing.strokes.length).toBe(1);
  drawing.move(3, 3);
  drawing.press();
  expect(drawing.strokes).toEqual([[drawing.at]]);
  drawing.take([]);
  expect(drawing.pen_is_down).toBe(false);
});
