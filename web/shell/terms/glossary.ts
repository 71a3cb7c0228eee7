// Words of the trade, and where they stand in a sentence.

export interface Term {
  id: string;
  /** As they stand in sentences; the first is what it is called. */
  spellings: string[];
}

/** Of all terms: the texts term.<id>, whose spellings stand between bars, and term.<id>.about. */
export function glossary(table: Readonly<Record<string, string>>): Term[] {
  return Object.entries(table)
    .filter(([key]) => /^term\.\w+$/.test(key))
    .map(([key, spellings]) => ({ id: key.slice('term.'.length), spellings: spellings.split('|') }));
}

export interface Piece {
  words: string;
  /** The id of the term that they are; null where they are none. */
  term: string | null;
}

const escaped = (words: string): string => words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** What puts a sentence into pieces: each term where it stands first, the longest that fits. */
export function finder(terms: readonly Term[]): (sentence: string) => Piece[] {
  const by_spelling = new Map(terms.flatMap(({ id, spellings }) => spellings.map((one) => [one.toLowerCase(), id] as const)));
  if (by_spelling.size === 0) return (sentence) => [{ words: sentence, term: null }];
  const longest_first = [...by_spelling.keys()].sort((a, b) => b.length - a.length).map(escaped);
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}_-])(?:${longest_first.join('|')})(?![\\p{L}\\p{N}_-]|\\.\\p{L})`, 'giu');
  return (sentence) => {
    const found = new Set<string>();
    const result: Piece[] = [];
    let end = 0;
    for (const match of sentence.matchAll(pattern)) {
      const [words] = match;
      const term = by_spelling.get(words.toLowerCase()) ?? null;
      if (term === null || found.has(term)) continue;
      found.add(term);
      if (match.index > end) result.push({ words: sentence.slice(end, match.index), term: null });
      result.push({ words, term });
      end = match.index + words.length;
    }
    if (end < sentence.length) result.push({ words: sentence.slice(end), term: null });
    return result;
  };
}
