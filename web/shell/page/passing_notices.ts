// What notices say of how a run stands is over when it begins anew, and that it diverged when it is played on.
import type { Session } from '../run/session.ts';
import type { Notices } from './notices.ts';

const diverged = 'notice.diverged';
const of_a_run = [
  diverged,
  'notice.guessing',
  'notice.gan.collapse',
  'notice.gan.discriminator_wins',
  'notice.gan.oscillation',
  'notice.link.differs',
  'notice.link.reproduced',
  'notice.link.stopped',
  'notice.link.trained',
];

export function withdraw_in_time(session: Session, notices: Notices): void {
  let step = 0;
  session.changed.on(() => {
    if (session.course.away) return; // who looks back comes back
    const now = session.metrics.step ?? 0;
    if (now < step) for (const key of of_a_run) notices.withdraw(key);
    step = now;
  });
  session.pacing.on(() => notices.withdraw(diverged));
}
