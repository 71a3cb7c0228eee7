// Does a lesson's run on the page itself: opens the link, sets the controls, trains so that one can watch.
import { sleep } from '../base/sleep.ts';
import { theme } from '../base/theme.ts';
import type { Address } from '../link/address.ts';
import type { Session } from '../run/session.ts';
import { Superseded } from '../run/superseded.ts';
import { type Comparison, type Facts, parse_condition } from './condition.ts';
import { facts_of } from './facts.ts';
import type { Run } from './lesson.ts';

const moments = 60; // in which a run is shown
const milliseconds_a_moment = 40;

/** Trains `steps` more. Rejects where the visitor does something else meanwhile. */
async function train(session: Session, steps: number): Promise<void> {
  const begin = session.metrics.step ?? 0;
  const parts = theme().still ? 1 : Math.min(moments, steps);
  let left = false;
  const endings = [session.pacing, session.opened].map((signal) => signal.on(() => void (left = true)));
  try {
    for (let part = 1; part <= parts; ++part) {
      const due = begin + Math.round((steps * part) / parts);
      const shown = sleep(part < parts ? milliseconds_a_moment : 0);
      await session.run(due - (session.metrics.step ?? 0));
      await shown;
      if (left || session.metrics.step !== due) throw new Superseded();
    }
  } finally {
    for (const end of endings) end();
  }
}

/** Resolves with what was so before the first step, and after the last. */
export async function run_on_page(session: Session, address: Address, { link, set, steps }: Run): Promise<{ first: Facts; now: Facts }> {
  if (link !== null) await address.lead(link);
  else if (session.playing) await session.pause();
  if (Object.keys(set).length > 0) await session.set({}, set);
  await session.up_to_date();
  const first = facts_of(session);
  await train(session, steps);
  await session.up_to_date();
  return { first, now: facts_of(session) };
}

/** A condition that stands in a lesson, which tests have seen to. */
export function condition_of(text: string): Comparison[] {
  const condition = parse_condition(text);
  if (condition === null) throw new Error(`${text} is no condition`);
  return condition;
}
