// Plain sentences for the visitor, with a button where there is something to do about it.
import { element, icon, tool } from '../base/dom.ts';
import type { Message, Notice } from '../base/protocol.ts';
import { text } from '../base/text.ts';
import { paragraph } from '../terms/terms.ts';

const most_shown = 4;
const seconds_of_info = 8;

/** What the page itself can do about a notice. */
export interface Remedy {
  label: string;
  act: () => void;
}

/** Shows notices in `box`; `act` does what a notice's button offers. */
export class Notices {
  private readonly shown = new Map<string, HTMLElement>();
  private readonly box: HTMLElement;
  private readonly act: (message: Message) => void;

  constructor(box: HTMLElement, act: (message: Message) => void) {
    this.box = box;
    this.act = act;
  }

  show(notice: Notice, remedy: Remedy | null = this.remedy_of(notice)): void {
    const subject = JSON.stringify([notice.key, notice.arguments.name]);
    this.dismiss(subject); // the same again takes the place of the earlier one
    const { level } = notice;
    const run_action = (): void => {
      this.dismiss(subject);
      remedy?.act();
    };
    const row = element(
      'div',
      { class: `notice ${level}`, role: level === 'error' ? 'alert' : 'status' },
      icon(level),
      paragraph(notice.key, notice.arguments),
      remedy ? element('button', { class: 'button quiet', onclick: run_action }, remedy.label) : '',
      tool('close', text('shell.dismiss'), () => this.dismiss(subject)),
    );
    this.shown.set(subject, row);
    this.box.append(row);
    const [oldest] = this.shown.keys();
    if (this.shown.size > most_shown && oldest !== undefined) this.dismiss(oldest);
    if (level === 'info' && !remedy) this.let_go(subject, row);
  }

  /** After a while, but not from under who points at it or asks for one of its words. */
  private let_go(subject: string, row: HTMLElement): void {
    setTimeout(() => {
      if (row.matches(':hover, :focus-within')) this.let_go(subject, row);
      else if (row.isConnected) this.dismiss(subject);
    }, seconds_of_info * 1000);
  }

  private remedy_of({ action }: Notice): Remedy | null {
    return action ? { label: text(action.label), act: () => this.act(action.message) } : null;
  }

  /** What was said of an earlier run is no longer true of this one. */
  clear(): void {
    for (const subject of [...this.shown.keys()]) this.dismiss(subject);
  }

  /** What notices whose keys begin so asked for has been done, or is asked for anew, or what they say is over. */
  withdraw(begin: string): void {
    for (const subject of [...this.shown.keys()]) if (JSON.parse(subject)[0].startsWith(begin)) this.dismiss(subject);
  }

  private dismiss(subject: string): void {
    this.shown.get(subject)?.remove();
    this.shown.delete(subject);
  }
}
