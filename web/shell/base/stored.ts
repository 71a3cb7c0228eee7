// Short texts that the browser keeps, for this site or for this tab alone. It may keep none, and give back anything.
type Keeper = 'localStorage' | 'sessionStorage';

export function stored(key: string, keeper: Keeper = 'localStorage'): string | null {
  try {
    return globalThis[keeper].getItem(key);
  } catch {
    return null;
  }
}

/** Null takes it away. Returns whether the browser did so; else it lasts for this visit only. */
export function set_stored(key: string, value: string | null, keeper: Keeper = 'localStorage'): boolean {
  try {
    if (value === null) globalThis[keeper].removeItem(key);
    else globalThis[keeper].setItem(key, value);
    return true;
  } catch {
    return false;
  }
}
