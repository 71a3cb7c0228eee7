import { expect, it } from 'vitest';
import { csv_of } from './history_csv.ts';

it('a history is a table with its steps first', () => {
  const columns = { loss: [0.5, 0.25], step: [0, 10], test_loss: [null, 1e-9] };
  expect(csv_of(columns, 'step')).toBe('step,loss,test_loss\r\n0,0.5,\r\n10,0.25,1e-9\r\n');
  expect(csv_of({ step: [] }, 'step')).toBe('step\r\n');
});
