// Cuts Inter down to the characters that Gradlab shows. The canvas needs TrueType, and what is there serves the page too.
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import subset_font from 'subset-font';

const require = createRequire(import.meta.url);
const this_file = fileURLToPath(import.meta.url);
const font_folder = fileURLToPath(new URL('../../../build/assets', import.meta.url));

const weights = {
  regular: '@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf',
  semibold: '@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf',
};

const range = (first: number, last: number): string =>
  String.fromCodePoint(...Array.from({ length: last - first + 1 }, (_, i) => first + i));
const latin = range(0x20, 0x7e) + range(0xa0, 0x17f) + 'ȘșȚț';
const vietnamese = 'ƠơƯư' + range(0x1ea0, 0x1ef9);
const greek_and_cyrillic = range(0x386, 0x3ce) + range(0x400, 0x45f) + 'Ґґ'; // of texts that visitors bring
const symbols = '€⏎␣→←↑↓▲▼−×÷±≈≤≥²³αβγΔθλμσ∞…·•–—“”‘’√∂Σ' + range(0x2080, 0x2089);

const characters = latin + vietnamese + greek_and_cyrillic + symbols;

const out_of_date = (file: string, source: string): boolean =>
  !existsSync(file) || statSync(file).mtimeMs < Math.max(statSync(source).mtimeMs, statSync(this_file).mtimeMs);

export async function make_fonts(): Promise<void> {
  mkdirSync(font_folder, { recursive: true });
  for (const [weight, path] of Object.entries(weights)) {
    const source = require.resolve(path);
    const file = join(font_folder, `inter-${weight}.ttf`);
    if (!out_of_date(file, source)) continue;
    const options = { targetFormat: 'truetype' as const, keepFeatures: ['kern', 'tnum', 'ccmp'], noHinting: true };
    writeFileSync(file, await subset_font(readFileSync(source), characters, options));
  }
}
