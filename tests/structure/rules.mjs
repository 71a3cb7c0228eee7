// What holds for the shape of the house, as rules over its files. A rule's `complaints` takes a Map of path to text and
// returns sentences; `right` and `wrong` are small examples, with which the tests prove that the rule can fail.
import { each, inside, is_cpp, under } from './files.mjs';
import { import_rules } from './imports.mjs';
import { include_rules } from './includes.mjs';
import { text_rules } from './texts.mjs';
import { wgsl_rules } from './wgsl.mjs';

/** Ids of the demos that a file registers; an empty one where it cannot be read. */
const demo_ids = (path, text) =>
  /^demos\/.*\.cpp$/.test(path)
    ? [...text.matchAll(/\bRegisterDemo\s+\w+\((?:\[\] \{\s*return Demo\{\s*\.name\s*=\s*"([^"]+)")?/g)].map(([, id = '']) => id)
    : [];

const file_rules = [
  {
    name: 'headers are read once',
    complaints: (files) =>
      each(
        files,
        (path) => path.endsWith('.h'),
        (path, text) => (/^#pragma once$/m.test(text) ? [] : [`${path} lacks #pragma once`]),
      ),
    right: { 'a.h': '// A.\n#pragma once\n' },
    wrong: [{ 'a.h': '// A.\n' }],
  },
  {
    name: 'one file is one idea: at most 300 lines, but for the lists of ops and of layers',
    complaints: (files) =>
      each(
        files,
        (path) =>
          /\.(cpp|h|ts|mjs|css|html|cmake|wgsl|py|sh)$/.test(path) &&
          !['engine/ops/ops.h', 'engine/nn/nn.h'].includes(path),
        (path, text) => {
          const lines = text.trimEnd().split('\n').length;
          return lines > 300 ? [`${path} has ${lines} lines`] : [];
        },
      ),
    right: { 'a.cpp': 'x\n'.repeat(300), 'engine/ops/ops.h': 'x\n'.repeat(400) },
    wrong: [{ 'a.cpp': 'x\n'.repeat(301) }],
  },
  {
    name: 'the page knows no demo by its id, but for the link that a bare address stands for',
    complaints: (files) => {
      const ids = each(files, () => true, demo_ids);
      if (ids.length === 0 || ids.includes('')) return ['a demo is registered without a name that can be read'];
      // Alone, or as a part of a text's key.
      const named = new RegExp(`(["'\`])(?:[\\w-]+\\.)*(${ids.join('|')})(?=\\1|\\.)`, 'g');
      return each(
        files,
        (path) =>
          inside(path, ['web/shell', 'web/ui']) && /\.(ts|html|cpp|h)$/.test(path) && !/\.test\.ts$/.test(path),
        (path, text) => [...text.matchAll(named)].map(([, , id]) => `${path} names the demo ${id}`),
      );
    },
    right: {
      'demos/a.cpp': 'const RegisterDemo registered([] {\n  return Demo{\n      .name = "tree",\n  };\n});',
      'web/shell/a.ts': "const first = '#tree?preset=oak';\nopen(street, 'trees', `demo.${id}.title`);",
      'web/shell/a.test.ts': "open('tree');",
    },
    wrong: ["open('tree');", 'text("demo.tree.title")', 'text(`preset.tree.${id}.title`)']
      .flatMap((text) => [{ 'web/shell/run/a.ts': text }, { 'web/ui/a.cpp': text }])
      .map((files) => ({ 'demos/b/a.cpp': 'const RegisterDemo registered([] { return Demo{.name = "tree"}; });', ...files }))
      .concat([{ 'demos/a.cpp': 'const RegisterDemo registered(described());' }, { 'web/shell/a.ts': '' }]),
  },
  {
    name: 'nothing binary and nothing generated is kept, but for the pictures in docs',
    complaints: (files) =>
      each(
        files,
        (path) => !/^docs\/[^/]+\.png$/.test(path),
        (path, text) =>
          text.includes('\0') ||
          /\.(wasm|o|a|so|zip|gz|png|jpg|ttf|woff2)$|\.min\.|^(dist|build|node_modules)\//.test(path)
            ? [path]
            : [],
      ),
    right: { 'docs/page.png': '\0', 'web/shell/build/page.ts': '', 'a.svg': '<svg/>' },
    wrong: [{ 'a.dat': 'a\0b' }, { 'web/trainer.wasm': '' }, { 'dist/index.html': '' }, { 'web/a.png': '' }],
  },
  {
    name: 'no package registry or mirror is named, and no folder of one machine',
    complaints: (files) =>
      each(
        files,
        () => true,
        (path, text) =>
          text
            .split('\n')
            .flatMap((line, index) =>
              /registry\.[a-z]+(js|pkg)\.|\b(pypi|crates|deb|ftp|security|snapshot|archive)\.(python|debian|ubuntu|io|org)\b|files\.pythonhosted|(?<![\w.:$}])\/(home|root|Users|work|mnt|tmp)\/\w/.test(
                line,
              )
                ? [`${path}:${index + 1}: ${line.trim().slice(0, 120)}`]
                : [],
            ),
      ),
    right: { 'a.mjs': 'tmpfs /tmp', 'b.cmake': 'https://github.com/a/root/archive/1.tar.gz' },
    wrong: [
      ['https://registry', 'npmjs', 'org/a'].join('.'),
      ['http://deb', 'debian', 'org'].join('.'),
      ['', 'home', 'ann', 'gradlab'].join('/'),
      ['cd ', 'tmp', 'x'].join('/'),
    ].map((text) => ({ 'a.txt': text })),
  },
  {
    name: 'tests compare by near, whose tolerance is a share of the number, and not of 1 + |number|',
    complaints: (files) =>
      each(
        files,
        (path) => under(path, 'tests/unit') && is_cpp(path),
        (path, text) =>
          [...text.matchAll(/\bApprox\b[^;]*?\.epsilon\([^;]*/g)]
            .map(([statement]) => statement)
            .filter((statement) => !/\.scale\(0(\.0)?\)/.test(statement))
            .map((statement) => `${path}: ${statement}`),
      ),
    right: {
      'tests/unit/a.cpp': 'CHECK(x == near(0.004, 0.02)); CHECK(y == doctest::Approx(0.1).epsilon(0.02).scale(0));',
    },
    wrong: [
      'CHECK(x == doctest::Approx(0.004).epsilon(0.02));',
      'CHECK(x ==\n      Approx(f(y)).epsilon(0.02));',
      'CHECK(x == doctest::Approx(1).scale(1).epsilon(0.02));',
    ].map((text) => ({ 'tests/unit/a.cpp': text })),
  },
  {
    name: 'xtensor sees numbers through as_array alone',
    complaints: (files) =>
      each(
        files,
        (path) => is_cpp(path) && path !== 'engine/core/as_array.h',
        (path, text) => [...text.matchAll(/\bxt::adapt\w*/g)].map(([call]) => `${path} calls ${call}`),
      ),
    right: { 'engine/data/a.cpp': 'xt::sum(as_array<2>(x))()', 'engine/core/as_array.h': 'return xt::adapt(numbers);' },
    wrong: [{ 'engine/data/a.cpp': 'xt::adapt(x.data(), {2})' }, { 'demos/rnn/a.cpp': 'xt::adapt_smart_ptr(x)' }],
  },
  {
    name: 'no work is left lying about in comments',
    complaints: (files) =>
      each(
        files,
        (path) => !/\.(json|png)$/.test(path),
        (path, text) =>
          new RegExp(
            ['TO' + 'DO', 'FIX' + 'ME', 'X' + 'XX', 'HA' + 'CK'].map((word) => `\\b${word}\\b`).join('|'),
          ).test(text)
            ? [path]
            : [],
      ),
    right: { 'a.cpp': '// Why it is so.' },
    wrong: [{ 'a.cpp': `// ${'TO' + 'DO'}: later` }],
  },
];

export const rules = [...include_rules, ...import_rules, ...text_rules, ...wgsl_rules, ...file_rules];
