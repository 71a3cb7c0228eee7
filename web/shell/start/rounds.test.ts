import { beforeEach, describe, expect, it } from 'vitest';
import type { Session } from '../run/session.ts';
import { Refused } from '../worker/trainer.ts';
import { type Player, Rounds } from './rounds.ts';

let order: string[];
let rounds: Rounds;

/** Ends everything after the turn `last`. */
const player = (name: string, most: number, last = 6, fails = false): Player => ({
  turns: 0,
  is_done() {
    return this.turns >= most;
  },
  async take_turn() {
    ++this.turns;
    order.push(name);
    if (order.length >= last) rounds.end();
    if (fails) throw new Refused({ level: 'warning', key: 'notice.trainer_lost', arguments: {} });
  },
});

beforeEach(() => {
  order = [];
  rounds = new Rounds({} as Session);
});

describe('rounds', () => {
  it('give those in sight a turn each, until they have had theirs', async () => {
    for (const one of [player('a', 9), player('b', 1), player('c', 9)]) rounds.see(one, true);
    await rounds.go();
    expect(order.join('')).toBe('abcaca');
  });

  it('go on with the one that is pointed at, also when it has had its turns', async () => {
    const [a, b] = [player('a', 9), player('b', 1, 4)];
    rounds.see(a, true);
    rounds.favour(b);
    await rounds.go();
    expect(order.join('')).toBe('bbbb');
  });

  it('pass over what is out of sight', async () => {
    const [a, b] = [player('a', 9, 3), player('b', 9, 3)];
    rounds.see(a, true);
    rounds.see(b, true);
    rounds.see(a, false);
    await rounds.go();
    expect(order.join('')).toBe('bbb');
  });

  it('leave alone what cannot be built here', async () => {
    const wrong = player('w', 9, 6, true);
    rounds.see(wrong, true);
    rounds.see(player('a', 9, 4), true);
    rounds.favour(wrong);
    await rounds.go();
    expect(order.join('')).toBe('waaa');
  });

  it('tell that an exhibit is wanted no longer, once another is pointed at', async () => {
    const told: boolean[] = [];
    const other = player('b', 9, 2);
    const first: Player = {
      ...player('a', 9),
      async take_turn(_, __, wanted) {
        order.push('a');
        told.push(wanted());
        rounds.favour(other);
        told.push(wanted());
      },
    };
    rounds.see(first, true);
    await rounds.go();
    expect(told).toEqual([true, false]);
  });
});
