// The page's beginning: what the browser can do, the trainer, the workspace, and everything around them.
import semibold from '#assets/inter-semibold.ttf?url';
import regular from '#assets/inter-regular.ttf?url';
import { Address } from './address.ts';
import { asset_list } from './asset_list.ts';
import { Assets } from './assets.ts';
import { asked_for, browser_abilities, builds_for } from './device.ts';
import { make_device_card } from './device_card.ts';
import { Devices } from './devices.ts';
import { by_id, element, fill_texts } from './dom.ts';
import { make_menu } from './menu.ts';
import { interface_module, trainer_modules } from './modules.ts';
import { Notices } from './notices.ts';
import { keep_offline } from './offline.ts';
import { train_on_files } from './own_files.ts';
import { with_progress } from './progress.ts';
import { own_file } from './protocol.ts';
import { type Gradlab, make_api } from './scripting.ts';
import { racers } from './race.ts';
import { show_race } from './race_dialog.ts';
import { Session, Superseded } from './session.ts';
import { share } from './share_dialog.ts';
import { bind_shortcuts, show_shortcuts } from './shortcuts.ts';
import { language, text } from './text.ts';
import { start_theme, switch_theme, theme } from './theme.ts';
import { make_top_bar, one_step, toggle_play } from './top_bar.ts';
import { Trainer } from './trainer.ts';
import { Welcome } from './welcome.ts';
import { NoWebGl } from './workspace.ts';
import { show_workspace } from './workspace_link.ts';

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
  const choices = asked_for(builds_for(browser_abilities()), location.search);
  if (choices.length === 0) return show_message('shell.no_simd.title', 'shell.no_simd.text');

  const trainer = new Trainer(choices, trainer_modules);
  const assets = new Assets(asset_list, (work) => with_progress(text('shell.loading'), work));
  const session = new Session(trainer, assets);
  const devices = new Devices(session, trainer);
  const welcome = new Welcome(session);
  const arrived = (): void => void (theme().still || welcome.begin());
  const address = new Address(session, arrived);
  const notices = new Notices(by_id('notices'), (message) => session.attempt(session.act(message)));
  session.notice.on((notice) => notices.show(notice));
  session.withdrawn.on((key) => notices.withdraw(key));
  session.opened.on(() => notices.clear());

  const competitors = racers(builds_for(browser_abilities()));
  const race = (): void => show_race(session, competitors, trainer_modules, assets);

  make_top_bar(session);
  make_menu(session, (link) => session.attempt(address.choose(link)), race);
  train_on_files(session);
  bind_shortcuts({
    play: () => session.attempt(toggle_play(session)),
    step: () => session.attempt(one_step(session)),
    reset: () => session.attempt(session.reset()),
  });
  by_id('theme').onclick = switch_theme;
  by_id('help').onclick = show_shortcuts;
  by_id('share').onclick = () => {
    const uses_file = Object.values(session.values).includes(own_file);
    share(address.link(), uses_file ? (session.file?.name ?? text('shell.share.some_file')) : null);
  };

  show_workspace(session, trainer, interface_module, [regular, semibold]).catch((error: unknown) => {
    const reason = error instanceof NoWebGl ? 'no_webgl' : 'no_workspace';
    show_message(`shell.${reason}.title`, `shell.${reason}.text`);
  });

  trainer.catalogue.on(make_device_card(session, devices, () => trainer.choice, race));
  const first = session.ready().then(() => address.follow());
  const ready = first.catch((error: unknown) => {
    if (!(error instanceof Superseded)) throw error; // else a visitor was faster than the data of the first demo
  });
  window.gradlab = make_api(
    session,
    address,
    devices,
    () => trainer.choice,
    ready,
    () => welcome.end(),
  );
  session.attempt(ready.then(arrived));
}

document.documentElement.lang = language;
fill_texts(document);
start_theme();
start();
keep_offline();
