// What a trainer lacks of the page's own data comes when it says so.
import type { Message } from '../base/protocol.ts';
import { Refused, type Trainer } from '../worker/trainer.ts';
import type { Assets } from './assets.ts';

/** The name of the asset for want of which the trainer refused, if that was why. */
const missing = (error: unknown): string | null =>
  error instanceof Refused && error.notice.key === 'notice.asset_missing' ? String(error.notice.arguments.name) : null;

export class Supply {
  private readonly trainer: Pick<Trainer, 'request'>;
  private readonly assets: Pick<Assets, 'get'>;

  constructor(trainer: Pick<Trainer, 'request'>, assets: Pick<Assets, 'get'>) {
    this.trainer = trainer;
    this.assets = assets;
  }

  /** The trainer's answer, once it has all that it needs for one. Rejects as `given_up` does while data loads. */
  async ask(message: Message, given_up: Promise<never> = new Promise(() => {})): Promise<unknown> {
    for (const sent = new Set<string>(); ; ) {
      try {
        return await this.trainer.request(message);
      } catch (error) {
        const name = missing(error);
        if (name === null || sent.has(name)) throw error;
        const bytes = await Promise.race([this.assets.get(name), given_up]);
        await this.trainer.request({ type: 'asset', name }, bytes);
        sent.add(name);
      }
    }
  }
}
