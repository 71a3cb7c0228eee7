// web/lessons/*.md as modules: a lesson, or with ?title its title alone, which the list of lessons needs at once.
import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';
import { read_lesson, title_of } from './lesson_markdown.ts';

const is_lesson = /\/web\/lessons\/[\w.-]+\.md(\?title)?$/;

export function lessons(): Plugin {
  return {
    name: 'gradlab-lessons',
    enforce: 'pre',
    load: {
      filter: { id: is_lesson },
      handler(id) {
        const file = id.replace(/\?title$/, '');
        this.addWatchFile(file);
        const markdown = readFileSync(file, 'utf8');
        const told = id === file ? read_lesson(markdown).lesson : title_of(markdown);
        return `export default ${JSON.stringify(told)};`;
      },
    },
  };
}
