// What holds for the shape of the house, as rules over its files. A rule's `complaints` takes a Map of path to text and
// returns sentences; `right` and `wrong` are small examples, with which the tests prove that the rule can fail.
import { each } from './files.mjs';
import { import_rules } from './imports.mjs';
import { include_rules } from './includes.mjs';
import { text_rules } from './texts.mjs';

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

export const rules = [...include_rules, ...import_rules, ...text_rules, ...file_rules];
