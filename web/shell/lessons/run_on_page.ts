// Does a lesson's run on the page itself: opens the link, sets the controls, trains so that one can watch.
import { theme } from '../base/theme.ts';
import type { Address } from '../link/address.ts';
import type { Session } from '../run/session.ts';
import { Superseded } from '../run/superseded.ts';
import { type Comparison, type Facts, parse_condition } from './condition.ts';
import { facts_of } from './facts.ts';
import type { Run } from './lesson.ts';

const moments = 60; // in which a run is shown
const milliseconds_a_moment = 40;

const sleep = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Trains `steps` more. Rejects where the visitor does something else meanwhile. */
async function train(session: Session, steps: number): Promise<void> {
  const { demo } = session;
  const begin = session.metrics.step ?? 0;
  const parts = theme().still ? 1 : Math.min(moments, steps);
  for (let part = 1; part <= parts; ++part) {
    const made = (session.metrics.step ?? 0) - begin;
    if (session.demo !== demo || session.playing || made < 0) throw new Superseded();
    const due = Math.round((steps * part) / parts) - made;
    const shown = sleep(part < parts ? milliseconds_a_moment : 0);
    if (due > 0) await session.run(due);
    if ((session.metrics.step ?? 0) < begin + made + due) return; // it diverged, which may be what is to be seen
    await shown;
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
