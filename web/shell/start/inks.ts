// The workspace's colours for small pictures, as the page's style has them.

/** Red, green and blue, 0 to 255. */
export type Ink = readonly [number, number, number];

export interface Inks {
  card: Ink;
  text: Ink;
  soft: Ink;
  faint: Ink;
  train: Ink;
  test: Ink;
  positive: Ink;
  negative: Ink;
  classes: Ink[];
}

const most_classes = 10;

/** As they are now where `probe` stands. */
export function read_inks(probe: HTMLElement): Inks {
  const { style } = probe;
  const before = style.color;
  const ink = (name: string): Ink => {
    style.color = `var(--${name})`;
    const [red = 0, green = 0, blue = 0] = (getComputedStyle(probe).color.match(/[\d.]+/g) ?? []).map(Number);
    return [red, green, blue];
  };
  const inks = {
    card: ink('card'),
    text: ink('text'),
    soft: ink('soft'),
    faint: ink('faint'),
    train: ink('train'),
    test: ink('test'),
    positive: ink('positive'),
    negative: ink('negative'),
    classes: Array.from({ length: most_classes }, (_, i) => ink(`class-${i + 1}`)),
  };
  style.color = before;
  return inks;
}

/** `share` of `b`, and the rest of `a`. */
export const mixed = (a: Ink, b: Ink, share: number): Ink => {
  const part = Number.isFinite(share) ? Math.min(1, Math.max(0, share)) : 0;
  return [0, 1, 2].map((i) => (a[i] ?? 0) + ((b[i] ?? 0) - (a[i] ?? 0)) * part) as unknown as Ink;
};

export const css = ([red, green, blue]: Ink, alpha = 1): string => `rgb(${red} ${green} ${blue} / ${alpha})`;

/** Between the two signs' colours, pale at 0. `value` from -1 to 1. */
export const signed = ({ card, positive, negative }: Inks, value: number): Ink =>
  mixed(card, value < 0 ? negative : positive, Math.abs(value));

export const of_class = ({ classes, faint }: Inks, index: number): Ink =>
  (index < 0 ? undefined : classes[index % classes.length]) ?? faint;
