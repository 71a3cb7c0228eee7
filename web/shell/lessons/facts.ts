// What conditions and texts of lessons can name of the page: metrics, parameters, and the number of weights.
import { weights } from '../run/keeping.ts';
import type { Session } from '../run/session.ts';
import { Refused } from '../worker/trainer.ts';
import type { Facts } from './condition.ts';

/** What is counted beside metrics and parameters. */
export const counted = 'weights';

/** The metrics now, and what parameters are: numbers, and other values as links write them. */
export function facts_of({ metrics, values, written }: Session): Facts {
  const numbers = Object.entries(values).filter(([, value]) => typeof value === 'number');
  return { ...written, ...Object.fromEntries(numbers), ...metrics } as Facts;
}

/** Of a safetensors file: how many numbers are in it. */
export function count_weights(file: ArrayBuffer): number {
  const length = Number(new DataView(file).getBigUint64(0, true));
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(file, 8, length))) as Record<string, { shape?: number[] }>;
  return Object.entries(header)
    .filter(([name]) => name !== '__metadata__')
    .reduce((sum, [, { shape = [] }]) => sum + shape.reduce((product, size) => product * size, 1), 0);
}

/** Counts the weights of the network that is open, and again when another is; null where there is none. */
export class WeightCount {
  now: number | null = null;
  private settings = '';
  private readonly session: Session;

  constructor(session: Session) {
    this.session = session;
  }

  /** Resolves with whether the number may be another one. */
  async update(): Promise<boolean> {
    const settings = JSON.stringify([this.session.demo?.id, this.session.values]);
    if (settings === this.settings) return false;
    this.settings = settings;
    const count = await weights(this.session).then(count_weights, (error: unknown) => {
      if (!(error instanceof Refused)) throw error;
      return null;
    });
    if (settings !== this.settings) return false;
    this.now = count;
    return true;
  }
}
