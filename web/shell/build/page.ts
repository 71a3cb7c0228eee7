// Fills {{keys}} in index.html with their texts, makes the fonts before anything needs them, and ships the licences.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type { Plugin } from 'vite';
import { make_fonts } from './fonts.ts';

/** As `npm run build` gathered them. */
const licences = new URL('../../../build/assets/licences.txt', import.meta.url);

/** By language, English first. */
const tables = (): [string, Record<string, string>][] => {
  const folder = new URL('../../text/', import.meta.url);
  const names = readdirSync(folder).map((name) => name.replace('.json', ''));
  return ['en', ...names.filter((name) => name !== 'en')].map((name) => [name, JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8'))]);
};

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** How a policy names a script or style that stands in the page. */
export const inline_source = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** {{key}} is the English text, until the page's script writes another in its place; {{*key}} is that of every language. */
function with_texts(html: string): string {
  const [english, ...others] = tables();
  return html.replace(/\{\{(\*?)([\w.]+)\}\}/g, (_, all: string, key: string) => {
    const in_language = ([name, texts]: [string, Record<string, string>]): string => {
      if (texts[key] === undefined) throw new Error(`index.html uses the text ${key}, which web/text/${name}.json lacks`);
      return escaped(texts[key]);
    };
    const more = all ? others.map((other) => ` <span lang="${other[0]}">${in_language(other)}</span>`) : [];
    return in_language(english as [string, Record<string, string>]) + more.join('');
  });
}

/** The page's policy, with its scripts that stand between tags. */
function with_inline_scripts(html: string): string {
  const scripts = [...html.matchAll(/<script>([^]*?)<\/script>/g)].map(([, script]) => inline_source(script as string));
  return html.replace("script-src 'self'", ["script-src 'self'", ...scripts].join(' '));
}

export function page(): Plugin {
  return {
    name: 'gradlab-page',
    async configResolved() {
      await make_fonts();
    },
    transformIndexHtml: {
      order: 'pre',
      handler: (html) => with_texts(with_inline_scripts(html)),
    },
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'licences.txt', source: readFileSync(licences) });
    },
  };
}
