// How far a learner is: the lessons that she finished, and when each question comes back. It stays in her browser.
import { Signal } from '../base/signal.ts';
import { set_stored, stored } from '../base/stored.ts';
import { Broken, packed_state, unpacked_state } from '../link/link_state.ts';
import { answered, type Card, day_of, due_cards } from './schedule.ts';

const storage_key = 'gradlab.lessons';
const version = 1;
const most_entries = 1000;

interface Kept {
  version: typeof version;
  /** Lessons by name: those whose task was solved, and those that were finished without. */
  lessons: Record<string, 'solved' | 'finished'>;
  /** Questions, by the lesson's name and their number: "line.0". */
  cards: Record<string, Card>;
}

const nothing = (): Kept => ({ version, lessons: {}, cards: {} });

const entries = (value: unknown): [string, unknown][] =>
  typeof value === 'object' && value !== null ? Object.entries(value).slice(0, most_entries) : [];

const is_count = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

/** What `text` tells of progress; null where it is not of this page. */
export function parse_progress(text: string): Kept | null {
  let told: unknown;
  try {
    told = JSON.parse(text);
  } catch {
    return null;
  }
  if ((told as { version?: unknown } | null)?.version !== version) return null;
  const { lessons, cards } = told as Kept;
  const kept = nothing();
  for (const [name, state] of entries(lessons)) if (state === 'solved' || state === 'finished') kept.lessons[name] = state;
  for (const [name, card] of entries(cards)) {
    const { streak, due } = (card ?? {}) as Partial<Card>;
    if (is_count(streak) && is_count(due)) kept.cards[name] = { streak, due };
  }
  return kept;
}

/** Of `one` and `other` what is further. */
function joined(one: Kept, other: Kept): Kept {
  const lessons = { ...one.lessons };
  for (const [name, state] of Object.entries(other.lessons)) if (lessons[name] !== 'solved') lessons[name] = state;
  const cards = { ...one.cards };
  for (const [name, card] of Object.entries(other.cards)) if (card.due > (cards[name]?.due ?? -1)) cards[name] = card;
  return { version, lessons, cards };
}

export class Progress {
  readonly changed = new Signal();
  private kept: Kept;
  private readonly today: () => number;

  constructor(today: () => number = () => day_of(new Date())) {
    this.today = today;
    this.kept = this.stored();
    if (typeof addEventListener === 'function')
      addEventListener('storage', ({ key }) => {
        if (key !== null && key !== storage_key) return; // null: all was forgotten
        this.kept = this.stored();
        this.changed.emit();
      });
  }

  is_done = (lesson: string): boolean => Object.hasOwn(this.kept.lessons, lesson);
  is_solved = (lesson: string): boolean => this.kept.lessons[lesson] === 'solved';

  /** Names of the questions that are due. */
  due = (): string[] => due_cards(this.kept.cards, this.today());

  finish(lesson: string, solved: boolean): void {
    this.keep(joined(this.kept, { ...nothing(), lessons: { [lesson]: solved ? 'solved' : 'finished' } }));
  }

  answer(card: string, right: boolean): void {
    this.keep({ ...this.kept, cards: { ...this.kept.cards, [card]: answered(this.kept.cards[card], right, this.today()) } });
  }

  /** As a file holds it. */
  written = (): string => JSON.stringify(this.kept, null, 1);

  /** Takes in what a file tells; false where it is none of this page. */
  take(text: string): boolean {
    const told = parse_progress(text);
    if (told !== null) this.keep(joined(this.kept, told));
    return told !== null;
  }

  /** As a link carries it. */
  packed = (): string => packed_state(new TextEncoder().encode(JSON.stringify(this.kept)));

  /** Takes in what a link carries; false where it is cut off, altered, or something else. */
  take_packed(text: string): boolean {
    try {
      return this.take(new TextDecoder().decode(unpacked_state(text)));
    } catch (error) {
      if (error instanceof Broken) return false;
      throw error;
    }
  }

  private stored(): Kept {
    return parse_progress(stored(storage_key) ?? '') ?? nothing();
  }

  private keep(kept: Kept): void {
    this.kept = kept;
    set_stored(storage_key, JSON.stringify(kept));
    this.changed.emit();
  }
}
