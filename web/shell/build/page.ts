// Fills {{keys}} in index.html with their texts, makes the fonts before anything needs them, and ships the licences.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';
import texts from '../../text/en.json' with { type: 'json' };
import { make_fonts } from './fonts.ts';

/** As `npm run build` gathered them. */
const licences = new URL('../../../build/assets/licences.txt', import.meta.url);

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** How a policy names a script or style that stands in the page. */
export const inline_source = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

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
      handler: (html) =>
        with_inline_scripts(html).replace(/\{\{([\w.]+)\}\}/g, (_, key: string) => {
          const text = (texts as Record<string, string>)[key];
          if (text === undefined) throw new Error(`index.html uses the text ${key}, which web/text/en.json lacks`);
          return escaped(text);
        }),
    },
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'licences.txt', source: readFileSync(licences) });
    },
  };
}
