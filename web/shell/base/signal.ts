/** Something that happens, with those who want to know. */
export class Signal<T = void> {
  private readonly listeners = new Set<(value: T) => void>();

  /** Returns what ends it. */
  on(listener: (value: T) => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  emit(value: T): void {
    for (const listener of this.listeners) listener(value);
  }

  /** The next time it happens. */
  next(): Promise<T> {
    return new Promise((resolve) => {
      const once = (value: T): void => {
        this.listeners.delete(once);
        resolve(value);
      };
      this.listeners.add(once);
    });
  }
}
