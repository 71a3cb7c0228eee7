// When a question comes back: after a day, then later each time that it was answered right; tomorrow when it was not.

/** Of a question that was answered. */
export interface Card {
  /** How often in a row it was answered right. */
  streak: number;
  /** The day on which it is due, counted from 1970. */
  due: number;
}

/** Days until it comes back, by the streak. */
const pauses = [1, 3, 7, 16, 35, 90];

/** The day that `time` lies in, where the visitor lives. */
export function day_of(time: Date): number {
  return Math.floor((time.getTime() - time.getTimezoneOffset() * 60_000) / 86_400_000);
}

export function answered(card: Card | undefined, right: boolean, today: number): Card {
  const streak = right ? (card?.streak ?? 0) + 1 : 0;
  const pause = pauses[Math.min(Math.max(streak - 1, 0), pauses.length - 1)] as number;
  return { streak, due: today + pause };
}

/** Names of those that are due, the longest first. */
export function due_cards(cards: Readonly<Record<string, Card>>, today: number): string[] {
  const due = Object.entries(cards).filter(([, card]) => card.due <= today);
  return due.sort(([, one], [, other]) => one.due - other.due).map(([name]) => name);
}
