/** A run's history, by metric; null where a row lacks it. */
export type Columns = Record<string, (number | null)[]>;
