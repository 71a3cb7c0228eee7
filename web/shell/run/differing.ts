import type { Values } from '../base/protocol.ts';

/** Of `values` those that are not the same in `others`. */
export const differing = (values: Values, others: Values): Values =>
  Object.fromEntries(
    Object.entries(values).filter(([name, one]) => JSON.stringify(one) !== JSON.stringify(others[name])),
  );
