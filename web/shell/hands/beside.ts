// The round number above or below another one, where arrows go.

export interface Reach {
  low: number;
  high: number;
  /** Round are 1, 2 and 5 of every power of ten; else what a hundredth of the range comes to. */
  logarithmic: boolean;
  whole: boolean;
}

/** 1, 2 and 5 of the powers of ten around a number. */
function rungs(around: number): number[] {
  const power = Number(around.toExponential().split('e')[1]);
  return [power - 1, power, power + 1].flatMap((exponent) => [1, 2, 5].map((digit) => Number(`${digit}e${exponent}`)));
}

export function beside(value: number, up: boolean, { low, high, logarithmic, whole }: Reach): number {
  const bounded = (next: number): number => Math.min(high, Math.max(low, next));
  if (!Number.isFinite(value)) return low;
  if (logarithmic && value > 0) {
    const steps = rungs(value).filter((rung) => !whole || Number.isInteger(rung));
    const next = up ? steps.find((rung) => rung > value * 1.0001) : steps.findLast((rung) => rung < value * 0.9999);
    return bounded(next ?? (up ? high : low));
  }
  const hundredth = (high - low) / 100;
  const step = whole ? (high - low > 1000 ? 1 : Math.max(1, Math.round(hundredth))) : (rungs(hundredth).findLast((rung) => rung <= hundredth * 1.0001) ?? hundredth);
  const count = up ? Math.floor(value / step + 1.0001) : Math.ceil(value / step - 1.0001);
  return bounded(Number((count * step).toPrecision(12)));
}

/** Leads `input` to the number beside its own where `event` is an arrow up or down. Returns whether it did. */
export function step_by_arrows(input: HTMLInputElement, event: KeyboardEvent, reach: Reach): boolean {
  const up = event.key === 'ArrowUp';
  if (!up && event.key !== 'ArrowDown') return false;
  event.preventDefault();
  input.value = String(beside(Number(input.value), up, reach));
  return true;
}
