// The strip below the cards of a frame: run and pause, the step, and the way to all of Gradlab.
import { by_id, element, icon, set_icon, set_label, tool } from '../base/dom.ts';
import type { Embedding } from '../base/embedding.ts';
import { language } from '../base/language.ts';
import { text } from '../base/text.ts';
import type { Address } from '../link/address.ts';
import type { Session } from '../run/session.ts';
import { toggle_play } from '../page/top_bar.ts';

const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });

function run_controls(session: Session, pressed: () => void): HTMLElement[] {
  const play = tool('play', text('shell.play'), () => {
    pressed();
    session.attempt(toggle_play(session));
  });
  play.classList.add('run');
  const reset = tool('reset', text('shell.reset'), () => session.attempt(session.reset()));
  const step = element('span', { class: 'frame-step' });
  session.changed.on(() => {
    const { playing, metrics, demo, given_up } = session;
    play.disabled = reset.disabled = demo === null || given_up;
    set_icon(play, playing ? 'pause' : 'play');
    set_label(play, text(playing ? 'shell.pause' : 'shell.play'));
    step.textContent = text('shell.frame.step', { step: whole.format(metrics.step ?? 0) });
  });
  return [play, reset, step];
}

/** To the same in a page of its own: at a web address the page itself, also from the one file, which a sandbox leads to. */
function way_out(address: Address): HTMLElement {
  const link = element('a', { target: '_blank', rel: 'noopener' }, text('shell.frame.open'), icon('open'));
  const point = (): void => {
    const link_to_all = address.link();
    link.href = /^https?:/.test(link_to_all) ? link_to_all.replace(/\/gradlab\.html(?=#|$)/, '/') : link_to_all;
  };
  for (const kind of ['pointerenter', 'pointerdown', 'focus']) link.addEventListener(kind, point);
  point();
  return link;
}

/** `pressed` is called when the visitor runs or pauses it. */
export function make_frame_bar(session: Session, address: Address, { hidden }: Embedding, pressed: () => void): void {
  const parts = [
    ...(hidden.includes('run') ? [] : run_controls(session, pressed)),
    ...(hidden.includes('link') ? [] : [way_out(address)]),
  ];
  if (parts.length > 0) by_id('stage').after(element('footer', { class: 'frame-bar' }, ...parts));
}
