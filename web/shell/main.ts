// The page's beginning: what the browser can do, the trainer, the workspace, and everything around them.
import semibold from '#assets/inter-semibold.ttf?url';
import regular from '#assets/inter-regular.ttf?url';
import { by_id, element, fill_texts } from './base/dom.ts';
import { embedding } from './base/embedding.ts';
import { with_progress } from './base/progress.ts';
import { address_in, language } from './base/language.ts';
import { text } from './base/text.ts';
import { start_theme, switch_theme, theme } from './base/theme.ts';
import { NoWebGl } from './canvas/workspace.ts';
import { show_workspace } from './canvas/workspace_link.ts';
import { train_on_files } from './files/own_files.ts';
import { make_lessons } from './lessons/lessons.ts';
import { Mirror } from './mirror/mirror.ts';
import { make_device_card } from './page/device_card.ts';
import { embed_dialog } from './frame/embed_dialog.ts';
import { start_frame } from './frame/frame.ts';
import { language_switch } from './page/language_switch.ts';
import { make_menu } from './page/menu.ts';
import { Notices } from './page/notices.ts';
import { Offline } from './page/offline.ts';
import { offline_choices } from './page/offline_choices.ts';
import { withdraw_in_time } from './page/passing_notices.ts';
import { racers } from './page/race.ts';
import { show_race } from './page/race_dialog.ts';
import { type Gradlab, make_api } from './page/scripting.ts';
import { show_runs } from './page/runs_dialog.ts';
import { make_saving } from './page/saving.ts';
import { share } from './page/share_dialog.ts';
import { bind_shortcuts, show_shortcuts } from './page/shortcuts.ts';
import { make_stage_strip } from './strip/stage_strip.ts';
import { make_timeline_bar } from './page/timeline_bar.ts';
import { make_top_bar, toggle_play } from './page/top_bar.ts';
import { bind_undo } from './page/undo_buttons.ts';
import { show_updates } from './page/update_notice.ts';
import { Welcome } from './page/welcome.ts';
import { make_start } from './start/start.ts';
import { Autosave } from './project/autosave.ts';
import { Runs } from './project/runs.ts';
import { Store } from './project/store.ts';
import { Undo } from './project/undo.ts';
import { Address } from './link/address.ts';
import { asset_list } from './run/asset_list.ts';
import { Assets } from './run/assets.ts';
import { Devices } from './run/devices.ts';
import { Session } from './run/session.ts';
import { Stepper } from './run/stepper.ts';
import { Superseded } from './run/superseded.ts';
import { Timeline } from './run/timeline.ts';
import { asked_for, browser_abilities, builds_for, builds_to_keep } from './worker/builds.ts';
import { interface_module, trainer_modules } from './worker/modules.ts';
import { Trainer } from './worker/trainer.ts';

declare global {
  interface Window {
    gradlab: Gradlab;
  }
}

function show_message(title: string, sentence: string): void {
  const message = by_id('message');
  message.replaceChildren(element('h2', {}, text(title)), element('p', {}, text(sentence)));
  message.hidden = false;
  by_id('workspace').hidden = true;
}

function start(): void {
  const possible = builds_for(browser_abilities()).filter(({ build }) => build in trainer_modules);
  const choices = asked_for(possible, location.search);
  if (choices.length === 0) return show_message('shell.no_simd.title', 'shell.no_simd.text');

  const trainer = new Trainer(choices, trainer_modules);
  const assets = new Assets(asset_list, (work) => with_progress(text('shell.loading'), work));
  const session = new Session(trainer, assets);
  const devices = new Devices(session, trainer);
  const welcome = new Welcome(session);
  const arrived = (trains: Promise<boolean>): void => void (embedding || theme().still || welcome.begin(trains));
  const address = new Address(session, arrived, (step, work, stop) =>
    with_progress(text('shell.repeating', { step }), work, stop),
  );
  const notices = new Notices(by_id('notices'), (message) => session.attempt(session.act(message)));
  session.notice.on((notice) => notices.show(notice));
  session.withdrawn.on((key) => notices.withdraw(key));
  session.opened.on(() => notices.clear());
  withdraw_in_time(session, notices);

  const offline = new Offline();
  const competitors = racers(possible);
  const race = (): void => show_race(session, competitors, trainer_modules, assets);

  const timeline = new Timeline(session);
  const stepper = new Stepper(session);
  make_top_bar(session, stepper);
  const step_back = make_timeline_bar(session, timeline);
  const embed = element('button', { type: 'button', onclick: () => embed_dialog(session, address.link()) }, text('shell.embed'));
  const mirror = new Mirror(session);
  const as_text = element('button', { type: 'button', onclick: () => mirror.open() }, text('mirror.open'));
  const runs = new Runs(session);
  const compare = element('button', { type: 'button', onclick: () => session.attempt(show_runs(session, runs)) }, text('shell.runs.open'));
  const choose = (link: string): void => session.attempt(address.choose(link));
  make_stage_strip(session, assets, embedding, choose);
  show_updates(offline);
  if (!embedding) train_on_files(session); // else the page around it could read them
  bind_shortcuts({
    play: () => session.attempt(toggle_play(session)),
    step: (held) => session.attempt(stepper.step(held)),
    back: step_back,
    reset: () => session.attempt(session.reset()),
    mirror: () => mirror.toggle(),
  });
  bind_undo(session, new Undo(session));
  const store = new Store();
  const autosave = embedding ? null : new Autosave(session, store); // nothing is kept of what runs in others' pages
  const saving = autosave && make_saving(session, autosave, store, notices);
  if (saving) by_id('save').onclick = saving.show;
  const speak = async (tag: string): Promise<void> => saving?.move_to(() => address_in(tag));
  const lessons = embedding ? null : make_lessons(session, address);
  const ways = { choose, lessons: () => lessons?.entry.click() };
  const beginning = embedding ? null : make_start(session, possible, trainer_modules, assets, ways);
  const head = lessons && beginning ? [beginning.entry, lessons.entry] : [];
  const around = { head, more: [as_text, compare, embed, ...offline_choices(offline)], foot: language_switch(speak) };
  make_menu(session, choose, race, around);
  by_id('theme').onclick = switch_theme;
  by_id('help').onclick = show_shortcuts;
  by_id('share').onclick = () => share(session, address, saving && saving.project);

  show_workspace(session, trainer, interface_module, [regular, semibold]).catch((error: unknown) => {
    const reason = error instanceof NoWebGl ? 'no_webgl' : 'no_workspace';
    show_message(`shell.${reason}.title`, `shell.${reason}.text`);
    mirror.open();
  });

  trainer.catalogue.on(make_device_card(session, devices, offline, () => trainer.choice, race));
  const first = session.ready().then(() => address.follow());
  const ready = first.then(
    () => {},
    (error: unknown) => {
      if (!(error instanceof Superseded)) throw error; // else a visitor was faster than the data of the first demo
    },
  );
  const take_over = (): Promise<void> => {
    autosave?.want();
    return welcome.end();
  };
  window.gradlab = make_api(
    session,
    timeline,
    address,
    devices,
    () => trainer.choice,
    ready,
    { take_over, mirror: () => mirror.open(), speak },
  );
  if (embedding) start_frame(embedding, session, address, window.gradlab);
  session.attempt(ready);
  arrived(first.catch(() => false));
  if (saving) session.attempt(ready.then(() => saving.offer(take_over)));
  if (lessons) session.attempt(ready.then(lessons.begin));
  if (beginning) session.attempt(ready.then(beginning.begin));
  offline.start(() => builds_to_keep(trainer.choice.build, browser_abilities()).flatMap((build) => Object.values(trainer_modules[build])));
}

document.documentElement.lang = language;
fill_texts(document);
start_theme(embedding?.theme);
try {
  start();
} catch (error) {
  console.warn(error);
  show_message('shell.no_start.title', 'shell.no_start.text');
}
by_id('not-started').remove();
