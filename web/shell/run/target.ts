import type { Values, Written } from '../base/protocol.ts';

/** What a link or a script asks for. `values` holds the preset's. */
export interface Target {
  demo: string;
  preset: string | null;
  values: Values;
  /** Values as texts, which come after. */
  written?: Written;
}
