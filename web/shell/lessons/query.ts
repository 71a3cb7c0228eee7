// What the address asks of the lessons, before the link itself: ?lesson=line, ?challenge=accuracy >= 0.95, or ?progress= with
// how far somebody was elsewhere.
const names = ['lesson', 'challenge', 'progress'] as const;

export type Asked = Partial<Record<(typeof names)[number], string>>;

/** A lesson's name; empty for the list of all. */
export function asked_in(search: string): Asked {
  const query = new URLSearchParams(search);
  return Object.fromEntries(names.flatMap((name) => (query.has(name) ? [[name, query.get(name) ?? '']] : [])));
}

/** The address asks for `asked` from now on, and for nothing else of the lessons. */
export function remember(asked: Asked): void {
  const address = new URL(location.href);
  for (const name of names) address.searchParams.delete(name);
  for (const [name, value] of Object.entries(asked)) address.searchParams.set(name, value);
  if (address.href !== location.href) history.replaceState(history.state, '', address);
}
