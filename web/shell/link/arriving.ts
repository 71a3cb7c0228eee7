// How a run gets to where a link leads: trained anew and compared, or with the weights that the link carries.
import { engine_version } from '../base/engine_version.ts';
import type { Arguments, Kept, Notice, Written } from '../base/protocol.ts';
import { Refused } from '../worker/trainer.ts';
import type { Aim } from './link_more.ts';
import { Broken, unpacked_state } from './link_state.ts';
import type { Session } from '../run/session.ts';

const info = (key: string, values: Arguments): Notice => ({ level: 'info', key, arguments: values });
const warning = (key: string, values: Arguments): Notice => ({ level: 'warning', key, arguments: values });

const device_texts = { cpu: 'shell.device.cpu', webgpu: 'shell.device.gpu' };

/** Says how far it is, 0 to 1. */
export type Progress = (share: number) => void;

/** Trains the run that was just opened, from `asked` of a link, to where the link leads; returns what came of it. */
export async function repeat(session: Session, aim: Aim, asked: Written, at: Progress): Promise<Notice> {
  let over = false;
  const watch = async (): Promise<void> => {
    for (; !over; await session.changed.next()) at((session.metrics.step ?? 0) / Math.max(1, aim.step));
  };
  void watch();
  const { step } = await session.run(aim.step);
  over = true;
  if (step !== aim.step) return warning('notice.link.stopped', { step: step ?? 0, aim: aim.step });
  const kept = (await session.request({ type: 'keep' })) as Kept;
  if (kept.hash.startsWith(aim.hash)) return info('notice.link.reproduced', { step: aim.step });
  const reasons = reasons_for(aim, kept, session, asked).map(([reason, values]) => ({
    key: `notice.link.reason.${reason}`,
    ...values,
  }));
  return warning('notice.link.differs', { step: aim.step, reasons });
}

/** What is otherwise here than it was there, of all that changes what a run comes to. */
function reasons_for(aim: Aim, kept: Kept, session: Session, asked: Written): [string, Arguments][] {
  const reasons: [string, Arguments][] = [];
  const refused = Object.keys(asked).filter((name) => asked[name] !== kept.written[name]);
  if (refused.length > 0) reasons.push(['settings', { names: refused }]);
  if (kept.altered_at >= 0) reasons.push(['altered', { step: kept.altered_at }]);
  if (aim.engine !== '' && aim.engine !== engine_version) reasons.push(['engine', {}]);
  if (aim.build !== '' && aim.build !== kept.build) reasons.push(['build', { there: aim.build, here: kept.build }]);
  const here = session.device.kind;
  if (here !== aim.device)
    reasons.push(['device', { there: { key: device_texts[aim.device] }, here: { key: device_texts[here] } }]);
  else if (here === 'webgpu') reasons.push(['card', {}]);
  return reasons.length > 0 ? reasons : [['unknown', {}]];
}

/** Gives the run that was just opened the weights that the link carries; returns what came of it. */
export async function restore(session: Session, state: string): Promise<Notice> {
  try {
    await session.request({ type: 'use_rounded' }, unpacked_state(state));
  } catch (error) {
    if (error instanceof Broken) return warning('notice.link.broken', {});
    if (error instanceof Refused) return warning('notice.link.misfit', { why: error.message });
    throw error;
  }
  await session.up_to_date();
  session.look();
  return info('notice.link.trained', { step: session.metrics.step ?? 0 });
}
