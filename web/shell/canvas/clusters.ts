// A text as the pieces that are drawn at one go: what people see as one character, and words whose letters join.

const clusters_of = Intl.Segmenter // a browser of before 2024 may have none
  ? (text: string): string[] => Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment)
  : (text: string): string[] => text.match(/\P{M}\p{M}*|\p{M}+/gsu) ?? [];

export const right_to_left = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;
const letter = /\p{L}/u;
/** Devanagari, Bengali and Gurmukhi letters hang from one line, Mongolian ones are joined. */
const joined = /[\u0900-\u0A7F\u1800-\u18AF]/u;
const unseen = /^\p{Default_Ignorable_Code_Point}+$/u;
const mark_alone = /^\p{M}/u;

/** Of a run; a longer one is cut at a space. */
const most_clusters = 48;

/** How many clusters the run has that `clusters` begins with, 0 for none; whether `all` or no other letters are in it. */
function run_length(clusters: string[], all: boolean): number {
  const is = (pattern: RegExp, i: number): boolean => pattern.test(clusters[i] ?? '');
  let length = 0;
  if (is(joined, 0)) while (length < most_clusters && is(joined, length)) ++length;
  if (!all && !is(right_to_left, 0)) return length;
  let space = 0;
  for (let i = 0; i < clusters.length && (all || is(right_to_left, i) || !is(letter, i)); ++i) {
    if (i === most_clusters) return space || i;
    if (clusters[i] === ' ') space = i;
    if (all || is(right_to_left, i)) length = i + 1;
  }
  return length;
}

function pieces_of_line(line: string): string[] {
  const clusters = clusters_of(line);
  const from_right = right_to_left.test(letter.exec(line)?.[0] ?? '');
  const pieces: string[] = [];
  while (clusters.length > 0) {
    const run = clusters.splice(0, Math.max(1, run_length(clusters, from_right))).join('');
    if (!unseen.test(run)) pieces.push(mark_alone.test(run) ? `◌${run}` : run);
  }
  return pieces;
}

/**
 * From left to right. Accents written apart are put onto their letters; one without a letter stands on a circle. A run
 * of text from right to left is one piece, with the spaces, digits and signs inside it, and so is a line that begins
 * with it. What has no shape is left out, or a dot where it is all there is.
 */
export function pieces(text: string): string[] {
  if (unseen.test(text)) return ['·'];
  return text.normalize('NFC').split(/(\n)/).flatMap(pieces_of_line);
}
