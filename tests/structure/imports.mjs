// Which module may import which, and which room of the shell which other.
import { dirname, join, normalize } from 'node:path';
import { each, inside, under } from './files.mjs';

const imports_of = (path, text) =>
  [...text.matchAll(/(?:^(?:import|export)\b[^'"]*\bfrom |^import |\bimport\()'(\.[^']+)'/gm)].map(([, name]) =>
    normalize(join(dirname(path), name.replace(/\?.*$/, ''))), // which says what the bundler makes of it
  );

const is_module = (path) => /\.(ts|mjs)$/.test(path);

// The shell's rooms: each may import from those before it. The root, with main.ts, stands on all rooms. What builds the
// page, and what tests share, is imported by nothing of the page.
const rooms = ['base', 'terms', 'gpu', 'worker', 'run', 'link', 'project', 'files', 'told', 'hands', 'mirror', 'lessons', 'start', 'page', 'strip', 'frame', 'canvas', '', 'build', 'fixtures'];
const room_of = (path) => /^web\/shell\/(?:(.+)\/)?[^/]+$/.exec(path)?.[1] ?? '';
const may_import = (path, name) =>
  rooms.indexOf(room_of(name)) <= rooms.indexOf(room_of(path)) ||
  (/\.test\.ts$/.test(path) && room_of(name) === 'fixtures');

/** Circles of imports, each as the way around it. */
function circles(files) {
  const seen = new Set();
  const walk = (path, way) => {
    if (way.includes(path)) return [[...way.slice(way.indexOf(path)), path].join(' -> ')];
    if (seen.has(path) || !files.has(path)) return [];
    seen.add(path);
    return imports_of(path, files.get(path)).flatMap((name) => walk(name, [...way, path]));
  };
  return [...files.keys()].filter(is_module).flatMap((path) => walk(path, []));
}

export const import_rules = [
  {
    name: 'the shell imports only itself, the texts, what is built, and packages',
    complaints: (files) =>
      each(
        files,
        (path) => under(path, 'web/shell') && /\.(ts|mjs)$/.test(path),
        (path, text) =>
          imports_of(path, text)
            .filter((name) => !inside(name, ['web/shell', 'web/text']))
            .map((name) => `${path} imports ${name}`),
      ),
    right: { 'web/shell/a.ts': "import en from '../text/en.json';\nimport { b } from './b.ts';" },
    wrong: [{ 'web/shell/a.ts': "import { b } from '../../scripts/b.mjs';" }],
  },
  {
    name: 'relative imports name files that are kept',
    complaints: (files) =>
      each(
        files,
        (path) => /\.(ts|mjs)$/.test(path),
        (path, text) =>
          imports_of(path, text)
            .filter((name) => !files.has(name))
            .map((name) => `${path} imports ${name}`),
      ),
    right: { 'web/a.ts': "import { b } from './b.ts';", 'web/b.ts': '' },
    wrong: [{ 'web/a.ts': "import { b } from './b.ts';" }],
  },
  {
    name: "the shell's rooms import one way: base, terms, gpu, worker, run, link, project, files, told, hands, mirror, lessons, start, page, strip, frame, canvas, main",
    complaints: (files) =>
      each(
        files,
        (path) => under(path, 'web/shell') && is_module(path),
        (path, text) =>
          rooms.includes(room_of(path))
            ? imports_of(path, text)
                .filter((name) => under(name, 'web/shell') && !may_import(path, name))
                .map((name) => `${path} imports ${name}`)
            : [`${path} lies outside of the rooms ${rooms.filter(Boolean).join(', ')}`],
      ),
    right: {
      'web/shell/main.ts': "import { a } from './canvas/a.ts';",
      'web/shell/canvas/a.ts': "import { b } from '../base/b.ts';\nimport { c } from './c.ts';",
      'web/shell/base/b.test.ts': "import { d } from '../fixtures/d.ts';",
      'web/shell/fixtures/d.ts': "import { b } from '../base/b.ts';",
    },
    wrong: [
      { 'web/shell/misc/a.ts': '' },
      { 'web/shell/base/b/a.ts': '' },
      { 'web/shell/base/a.ts': "import type { B } from '../gpu/b.ts';" },
      { 'web/shell/run/a.ts': "import {\n  b,\n  c,\n} from '../files/b.ts';" },
      { 'web/shell/page/a.ts': "import { b } from '../canvas/b.ts';" },
      { 'web/shell/canvas/a.ts': "export { b } from '../main.ts';" },
      { 'web/shell/base/a.test.ts': "import { b } from '../run/b.ts';" },
      { 'web/shell/main.ts': "import { a } from './fixtures/a.ts';" },
      { 'web/shell/files/a.ts': `const { b } = await ${'import'}('../page/b.ts');` },
      { 'web/shell/files/a.ts': "import '../canvas/b.ts';" },
      { 'web/shell/base/a.ts': "import { b } from '../build/b.ts';" },
    ],
  },
  {
    name: 'no import goes in a circle',
    complaints: circles,
    right: {
      'a.ts': "import { b } from './b.ts';\nimport { c } from './c.ts';",
      'b.ts': "import { c } from './c.ts';",
      'c.ts': '',
    },
    wrong: [
      { 'a.ts': "import type { A } from './a.ts';" },
      {
        'a.ts': "import { b } from './b.ts';",
        'b.ts': "import { c } from './c.mjs';",
        'c.mjs': "import { a } from './a.ts';",
      },
    ],
  },
];
