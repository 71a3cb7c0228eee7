// What there is of a demo while its parameters have the values that they have.
import type { Condition, Values } from '../base/protocol.ts';

export const holds = (when: readonly Condition[], values: Values): boolean =>
  when.every(({ name, values: any }) => any.some((value) => JSON.stringify(value) === JSON.stringify(values[name])));
