// The strip above the cards: what is open shows in a sentence, something to try, what to look for, and what has happened.
import { by_id, opens_elsewhere, set_icon, set_label } from '../base/dom.ts';
import { type Embedding, locks } from '../base/embedding.ts';
import { preset_title } from '../base/names.ts';
import type { Preset, Situation, Try } from '../base/protocol.ts';
import { set_stored, stored } from '../base/stored.ts';
import { has_text, text, text_or } from '../base/text.ts';
import { is_learned_from, show_learned } from '../link/learned.ts';
import { preset_link, try_in_language } from '../link/in_language.ts';
import { has_other_data } from '../page/heading.ts';
import { learned_name } from '../run/asset_list.ts';
import type { Assets } from '../run/assets.ts';
import { uses_own_file } from '../run/own_file.ts';
import type { Session } from '../run/session.ts';
import { mark_terms } from '../terms/terms.ts';
import { Held } from './held.ts';
import { next_preset, preset_of, TryList } from './tries.ts';

const fold_key = 'gradlab.strip';
const phone = matchMedia('(max-width: 767px)');

/** What is said of a situation: nothing while it trains. */
function said({ kind, step }: Situation, demo: string): string {
  if (kind === 'training') return '';
  const own = `situation.${kind}.${demo}`;
  return text(has_text(own) ? own : `situation.${kind}`, { step });
}

/** `choose` opens a link as the list of demos does. */
export function make_stage_strip(session: Session, assets: Assets, embedding: Embedding | null, choose: (link: string) => void): void {
  const strip = by_id('strip');
  const about = by_id('strip-about');
  const look = by_id('strip-look');
  const happened = by_id('strip-situation');
  const offer = by_id<HTMLButtonElement>('strip-try');
  const onward = by_id<HTMLAnchorElement>('strip-next');
  const fold = by_id<HTMLButtonElement>('strip-fold');

  let list = new TryList([]);
  const held = new Held(session.situation, () => update());
  let shown = '';

  let preset: Preset | null = null;
  const key_of = (one: Try): string => `try.${session.demo?.id}.${preset?.id}.${one.id}`;

  /** Brings the tab of `view` to the front; on a phone, where the visitor is to do something there, that card alone. */
  const show_view = (view: string, acts: boolean): void => {
    const spec = session.demo?.views.find(({ name }) => name === view);
    if (spec === undefined) return;
    const { tab, card } = session.sight.now;
    const first = session.demo?.views[0]?.section ?? '';
    const alone = acts && phone.matches ? view : card === view ? card : '';
    if ((tab || first) === spec.section && card === alone) return;
    session.sight.look_at({ tab: spec.section, card: alone, chosen: session.sight.now.chosen });
  };

  const act = async (one: Try): Promise<void> => {
    if (one.learned > 0 && preset) await show_learned(session, assets, preset);
    const sets = Object.keys(one.written).length > 0;
    if (sets) await session.set({}, one.written);
    if (one.anew) await session.reset();
    list.done(one);
    show_view(one.view, !sets);
    if (!session.playing && one.learned === 0) await session.play();
    update();
  };

  const fill = (target: HTMLElement, sentence: string): void => {
    if (target.textContent === sentence) return; // somebody may be asking for one of its words
    target.textContent = sentence;
    mark_terms(target);
  };

  const update = (): void => {
    const { demo, demos } = session;
    if (demo === null) return;
    list.watch(held.now, session.written);
    const is_own = uses_own_file(session.written);
    const one = is_own ? null : list.offered(held.now);
    const sentence = is_own
      ? text('strip.own')
      : preset === null || has_other_data(session)
        ? text_or(`demo.${demo.id}.about`, '')
        : text_or(`preset.${demo.id}.${preset.id}.about`, '');
    const next = next_preset(demos, demo, preset?.id ?? null);
    const all = JSON.stringify([demo.id, preset?.id, sentence, list.last?.id, one?.id, held.now, next?.preset]);
    if (all === shown) return; // a frame changes nothing here, most times
    shown = all;

    fill(about, sentence);
    fill(look, list.last && !is_own ? `${text('strip.look')} ${text(`${key_of(list.last)}.look`)}` : '');
    look.hidden = look.textContent === '';
    strip.dataset.situation = held.now.kind;
    fill(happened, said(held.now, demo.id));
    const was_focused = document.activeElement === offer;
    offer.hidden = one === null;
    if (one) offer.lastElementChild?.replaceChildren(text(key_of(one)));
    onward.hidden = one !== null || embedding !== null || is_own;
    if (next) {
      onward.href = preset_link(next.demo, next.preset);
      onward.textContent = text('strip.next', { title: preset_title(next.demo.id, next.preset) });
      if (was_focused && one === null) onward.focus();
    }
  };

  offer.onclick = () => {
    const one = list.offered(held.now);
    if (one) session.attempt(act(one));
  };
  onward.onclick = (event) => {
    if (opens_elsewhere(event)) return;
    event.preventDefault();
    choose(onward.hash);
  };

  const show_fold = (folded: boolean): void => {
    strip.dataset.folded = String(folded);
    fold.setAttribute('aria-expanded', String(!folded));
    set_icon(fold, folded ? 'unfold' : 'fold');
    set_label(fold, text(folded ? 'strip.unfold' : 'strip.fold'));
  };
  fold.onclick = () => {
    const folded = strip.dataset.folded !== 'true';
    set_stored(fold_key, folded ? 'folded' : null);
    show_fold(folded);
  };
  show_fold(stored(fold_key) === 'folded');

  /** In a frame what its page has locked is not offered, nor what is to be done in a card that is not there. */
  const possible = ({ written, view, learned }: Try): boolean => {
    const { demo } = session;
    if (demo === null || preset === null) return false;
    if (learned > 0 && !(assets.has(learned_name(demo.id, preset.id)) && is_learned_from(demo, preset, session.written))) return false;
    if (embedding === null) return true;
    if (Object.keys(written).length > 0) return !locks(embedding, { type: 'set', values: written });
    return embedding.cards.length === 0 || embedding.cards.includes(view);
  };
  const tries_of = (one: Preset | null): Try[] =>
    (one?.tries ?? []).map((each) => (session.demo && one ? try_in_language(session.demo, one.id, each, session.written) : each));
  const begin = (): void => {
    preset = session.demo && preset_of(session.demo, session.preset);
    list = new TryList(tries_of(preset).filter(possible));
    held.begin(session.situation);
    update();
  };
  strip.hidden = embedding?.hidden.includes('strip') ?? false; // before anything is open, so that the cards stay in place
  session.opened.on(begin);
  session.changed.on(() => {
    held.take(session.situation);
    update();
  });
}
