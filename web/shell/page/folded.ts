// Whether a part of the page is folded away, which its visitor finds so again.
export class Folded {
  private readonly key: string;
  private folded: boolean;

  constructor(key: string) {
    this.key = key;
    this.folded = this.stored();
  }

  get now(): boolean {
    return this.folded;
  }

  set now(folded: boolean) {
    this.folded = folded;
    try {
      if (folded) localStorage.setItem(this.key, 'folded');
      else localStorage.removeItem(this.key);
    } catch {
      // It lasts for this visit only.
    }
  }

  // Storage may be forbidden, or hold anything.
  private stored(): boolean {
    try {
      return localStorage.getItem(this.key) === 'folded';
    } catch {
      return false;
    }
  }
}
