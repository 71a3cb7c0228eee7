// Who trains when: one after another of those in sight, the one that is pointed at first.
import { sleep } from '../base/sleep.ts';
import type { Session } from '../run/session.ts';
import { Superseded } from '../run/superseded.ts';
import { Refused, TrainerLost } from '../worker/trainer.ts';

/** What takes turns. */
export interface Player {
  turns: number;
  is_done(): boolean;
  take_turn(session: Session, seconds: number, wanted: () => boolean): Promise<void>;
}

const turn_seconds = 1.5;
const rest_ms = 200; // while nobody wants a turn

export class Rounds {
  private readonly in_sight = new Set<Player>();
  private favoured: Player | null = null;
  private ended = false;
  private readonly session: Session;

  constructor(session: Session) {
    this.session = session;
  }

  see(player: Player, is_in_sight: boolean): void {
    this.in_sight[is_in_sight ? 'add' : 'delete'](player);
  }

  sees = (player: Player): boolean => this.in_sight.has(player);

  /** The next turns are its own; null: everybody's again. */
  favour(player: Player | null): void {
    this.favoured = player;
  }

  end(): void {
    this.ended = true;
  }

  /** Resolves once it has been ended, or its trainer is lost. */
  async go(): Promise<void> {
    while (!this.ended) {
      const player = this.next();
      if (player === null) {
        await sleep(rest_ms);
        continue;
      }
      const wanted = (): boolean => !this.ended && (this.favoured === null || this.favoured === player);
      try {
        await player.take_turn(this.session, turn_seconds, wanted);
      } catch (error) {
        if (error instanceof TrainerLost || error instanceof Superseded) return;
        if (!(error instanceof Refused)) throw error;
        player.turns = Infinity; // what cannot be built here stays without a picture
      }
    }
  }

  private next(): Player | null {
    if (this.favoured && this.favoured.turns < Infinity) return this.favoured;
    const waiting = [...this.in_sight].filter((player) => !player.is_done());
    return waiting.reduce<Player | null>((first, one) => (first === null || one.turns < first.turns ? one : first), null);
  }
}
