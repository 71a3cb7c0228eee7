// The lessons that there are, in their order: web/lessons/<number>-<name>.<language>.md.
import { language } from '../base/language.ts';
import type { Lesson } from './lesson.ts';

const bodies = import.meta.glob<Lesson>('../../lessons/*.md', { import: 'default' });
const titles = import.meta.glob<string>('../../lessons/*.md', { query: '?title', import: 'default', eager: true });

export interface Entry {
  id: string;
  title: string;
  load(): Promise<Lesson>;
}

const in_english = '.en.md';

export const course: readonly Entry[] = Object.keys(titles)
  .filter((path) => path.endsWith(in_english))
  .sort()
  .map((path) => {
    const own = path.replace(in_english, `.${language}.md`);
    const used = Object.hasOwn(titles, own) ? own : path;
    const id = path.replace(/^.*\/\d+-/, '').slice(0, -in_english.length);
    return { id, title: titles[used] ?? id, load: bodies[used] as () => Promise<Lesson> };
  });
