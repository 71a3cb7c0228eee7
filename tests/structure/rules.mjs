// What holds for the shape of the house, as rules over its files. A rule's `complaints` takes a Map of path to text and
// returns sentences; `right` and `wrong` are small examples, with which the tests prove that the rule can fail.
import { dirname, join, normalize } from 'node:path';

const is_cpp = (path) => /\.(cpp|h)$/.test(path);
const under = (path, folder) => path === folder || path.startsWith(`${folder}/`);
const inside = (path, folders) => folders.some((folder) => under(path, folder));

/** Calls `visit(path, text)` for every file that `wanted` accepts, and gathers what it returns. */
const each = (files, wanted, visit) => [...files].filter(([path]) => wanted(path)).flatMap(([path, text]) => visit(path, text));

const includes_of = (text) => [...text.matchAll(/^\s*#\s*include\s*(["<])([^">]+)[">]/gm)].map(([, mark, name]) => ({ own: mark === '"', name }));

// Which folders a folder may include from, beside itself. The longest matching name decides.
const below_ops = ['engine/core', 'engine/kernels', 'engine/autograd'];
const below_nn = [...below_ops, 'engine/ops'];
const allowed = {
  'engine/core': [],
  'engine/kernels': ['engine/core'],
  'engine/autograd': ['engine/core', 'engine/kernels'],
  'engine/ops': below_ops,
  'engine/nn': below_nn,
  'engine/optim': [...below_nn, 'engine/nn'],
  'engine/loss': [...below_nn, 'engine/nn'],
  'engine/data': [...below_nn, 'engine/nn'],
  'engine/io': [...below_nn, 'engine/nn', 'engine/optim', 'engine/data'],
  demos: ['engine'],
  'web/ui': ['demos/core/protocol.h'],
  'web/trainer': ['demos', 'engine'],
  headless: ['demos', 'engine'],
  tests: ['demos', 'engine', 'web', 'headless'],
};
const layer_of = (path) => Object.keys(allowed).filter((folder) => under(path, folder)).sort((a, b) => b.length - a.length)[0];

// Which libraries' headers may be seen where.
const homes = [
  { library: 'Dear ImGui', header: /^(imgui|imstb|backends\/imgui)/, allowed: (path) => under(path, 'web/ui') },
  { library: 'Emscripten', header: /^emscripten/, allowed: (path) => ['web/ui/ui.cpp', 'web/trainer/trainer.cpp'].includes(path) || under(path, 'engine/kernels/webgpu') },
  { library: 'xsimd', header: /^xsimd/, allowed: (path) => inside(path, ['engine/kernels/cpu', 'engine/core']) },
  { library: 'xtensor', header: /^(xtensor|xtl)/, allowed: (path) => path.endsWith('.cpp') && inside(path, ['engine', 'demos', 'tests']) },
  { library: 'JSON', header: /^nlohmann/, allowed: (path) => !under(path, 'engine') },
  { library: 'doctest', header: /^doctest/, allowed: (path) => under(path, 'tests') },
];

const tables = (path) => /^web\/text\/\w+\.json$/.test(path);

const imports_of = (path, text) =>
  [...text.matchAll(/^(?:import|export)\b[^'"]*\bfrom '(\.[^']+)'/gm)].map(([, name]) => normalize(join(dirname(path), name)));

/** Keys of texts that a file asks for, and literals that look like keys, but for the names of tensors. */
function text_keys(path, text) {
  const key = '([a-z_]+(?:\\.[a-z0-9_-]+)+)';
  const all = (pattern) => [...text.matchAll(new RegExp(pattern, 'g'))].map((match) => match.at(-1));
  const tensors = new Set(all('\\.tensor\\("([^"]+)"'));
  return {
    asked: path.endsWith('.html') ? all(`\\{\\{${key}\\}\\}`) : all(`\\btext\\((["'])${key}\\1`),
    likely: all(`(["'\`])${key}\\1`).filter((name) => !tensors.has(name)),
  };
}

export const rules = [
  {
    name: 'includes go from web to demos to engine, and inside the engine from ops to core',
    complaints: (files) => each(files, (path) => is_cpp(path) && layer_of(path), (path, text) =>
      includes_of(text).filter(({ own, name }) => own && files.has(name) && !inside(name, [layer_of(path), ...allowed[layer_of(path)]]))
        .map(({ name }) => `${path} includes ${name}`)),
    right: { 'engine/ops/a.cpp': '#include "engine/core/b.h"', 'engine/core/b.h': '', 'web/ui/c.cpp': '#include "demos/core/protocol.h"', 'demos/core/protocol.h': '' },
    wrong: [
      { 'engine/core/a.cpp': '#include "engine/ops/b.h"', 'engine/ops/b.h': '' },
      { 'engine/kernels/cpu/a.cpp': '#include "engine/autograd/b.h"', 'engine/autograd/b.h': '' },
      { 'engine/loss/a.cpp': '#include "engine/optim/b.h"', 'engine/optim/b.h': '' },
      { 'engine/data/a.cpp': '#include "demos/core/b.h"', 'demos/core/b.h': '' },
      { 'demos/a.cpp': '#include "web/ui/b.h"', 'web/ui/b.h': '' },
      { 'web/ui/a.cpp': '#include "engine/core/b.h"', 'engine/core/b.h': '' },
      { 'web/ui/a.cpp': '#include "demos/core/b.h"', 'demos/core/b.h': '' },
    ],
  },
  {
    name: 'every C++ folder has a place among the layers',
    complaints: (files) => each(files, (path) => is_cpp(path) && !layer_of(path), (path) => [`${path} lies outside of ${Object.keys(allowed).join(', ')}`]),
    right: { 'engine/nn/a.cpp': '' },
    wrong: [{ 'engine/misc/a.cpp': '' }, { 'a.cpp': '' }],
  },
  {
    name: 'quoted includes name our own files, from the root',
    complaints: (files) => each(files, is_cpp, (path, text) => includes_of(text).filter(({ own, name }) => own && !files.has(name)).map(({ name }) => `${path} includes "${name}"`)),
    right: { 'engine/core/a.cpp': '#include "engine/core/b.h"\n#include <vector>', 'engine/core/b.h': '' },
    wrong: [{ 'engine/core/a.cpp': '#include "b.h"', 'engine/core/b.h': '' }, { 'web/ui/a.cpp': '#include "imgui.h"' }],
  },
  ...homes.map(({ library, header, allowed: at_home }) => ({
    name: `headers of ${library} are seen only where they belong`,
    complaints: (files) => each(files, (path) => is_cpp(path) && !at_home(path), (path, text) => includes_of(text).filter(({ name }) => header.test(name)).map(({ name }) => `${path} includes ${name}`)),
    ...{
      'Dear ImGui': { right: { 'web/ui/a.cpp': '#include <imgui.h>' }, wrong: [{ 'demos/a.cpp': '#include <imgui.h>' }] },
      Emscripten: { right: { 'web/ui/ui.cpp': '#include <emscripten.h>' }, wrong: [{ 'web/ui/views/a.cpp': '#include <emscripten/html5.h>' }] },
      xsimd: { right: { 'engine/kernels/cpu/a.cpp': '#include <xsimd/xsimd.hpp>' }, wrong: [{ 'engine/ops/a.cpp': '#include <xsimd/xsimd.hpp>' }] },
      xtensor: { right: { 'engine/data/a.cpp': '#include <xtensor/containers/xarray.hpp>' }, wrong: [{ 'engine/data/a.h': '#include <xtensor/containers/xarray.hpp>' }, { 'web/ui/a.cpp': '#include <xtensor/containers/xarray.hpp>' }] },
      JSON: { right: { 'demos/a.cpp': '#include <nlohmann/json.hpp>' }, wrong: [{ 'engine/io/a.cpp': '#include <nlohmann/json.hpp>' }] },
      doctest: { right: { 'tests/unit/a.cpp': '#include <doctest/doctest.h>' }, wrong: [{ 'engine/core/a.cpp': '#include <doctest/doctest.h>' }] },
    }[library],
  })),
  {
    name: 'headers are read once',
    complaints: (files) => each(files, (path) => path.endsWith('.h'), (path, text) => (/^#pragma once$/m.test(text) ? [] : [`${path} lacks #pragma once`])),
    right: { 'a.h': '// A.\n#pragma once\n' },
    wrong: [{ 'a.h': '// A.\n' }],
  },
  {
    name: 'the shell imports only itself, the texts, what is built, and packages',
    complaints: (files) => each(files, (path) => under(path, 'web/shell') && /\.(ts|mjs)$/.test(path), (path, text) =>
      imports_of(path, text)
        .filter((name) => !inside(name, ['web/shell', 'web/text'])).map((name) => `${path} imports ${name}`)),
    right: { 'web/shell/a.ts': "import en from '../text/en.json';\nimport { b } from './b.ts';" },
    wrong: [{ 'web/shell/a.ts': "import { b } from '../../scripts/b.mjs';" }],
  },
  {
    name: 'relative imports name files that are kept',
    complaints: (files) => each(files, (path) => /\.(ts|mjs)$/.test(path), (path, text) =>
      imports_of(path, text).filter((name) => !files.has(name)).map((name) => `${path} imports ${name}`)),
    right: { 'web/a.ts': "import { b } from './b.ts';", 'web/b.ts': '' },
    wrong: [{ 'web/a.ts': "import { b } from './b.ts';" }],
  },
  {
    name: 'one file is one idea: at most 300 lines, but for the lists of ops and of layers',
    complaints: (files) => each(files, (path) => /\.(cpp|h|ts|mjs|css|html|cmake|wgsl|py|sh)$/.test(path) && !['engine/ops/ops.h', 'engine/nn/nn.h'].includes(path), (path, text) => {
      const lines = text.trimEnd().split('\n').length;
      return lines > 300 ? [`${path} has ${lines} lines`] : [];
    }),
    right: { 'a.cpp': 'x\n'.repeat(300), 'engine/ops/ops.h': 'x\n'.repeat(400) },
    wrong: [{ 'a.cpp': 'x\n'.repeat(301) }],
  },
  {
    name: 'nothing binary and nothing generated is kept, but for the pictures in docs',
    complaints: (files) => each(files, (path) => !/^docs\/[^/]+\.png$/.test(path), (path, text) =>
      (text.includes('\0') || /\.(wasm|o|a|so|zip|gz|png|jpg|ttf|woff2)$|\.min\.|^(dist|build|node_modules)\//.test(path) ? [path] : [])),
    right: { 'docs/page.png': '\0', 'web/shell/build/page.ts': '', 'a.svg': '<svg/>' },
    wrong: [{ 'a.dat': 'a\0b' }, { 'web/trainer.wasm': '' }, { 'dist/index.html': '' }, { 'web/a.png': '' }],
  },
  {
    name: 'no package registry or mirror is named, and no folder of one machine',
    complaints: (files) => each(files, () => true, (path, text) => text.split('\n').flatMap((line, index) =>
      (/registry\.[a-z]+(js|pkg)\.|\b(pypi|crates|deb|ftp|security|snapshot|archive)\.(python|debian|ubuntu|io|org)\b|files\.pythonhosted|(?<![\w.:$}])\/(home|root|Users|work|mnt|tmp)\/\w/.test(line) ? [`${path}:${index + 1}: ${line.trim().slice(0, 120)}`] : []))),
    right: { 'a.mjs': 'tmpfs /tmp', 'b.cmake': 'https://github.com/a/root/archive/1.tar.gz' },
    wrong: [['https://registry', 'npmjs', 'org/a'].join('.'), ['http://deb', 'debian', 'org'].join('.'), ['', 'home', 'ann', 'gradlab'].join('/'), ['cd ', 'tmp', 'x'].join('/')].map((text) => ({ 'a.txt': text })),
  },
  {
    name: 'no work is left lying about in comments',
    complaints: (files) => each(files, (path) => !path.endsWith('.json'), (path, text) => (new RegExp(['TO' + 'DO', 'FIX' + 'ME', 'X' + 'XX', 'HA' + 'CK'].map((word) => `\\b${word}\\b`).join('|')).test(text) ? [path] : [])),
    right: { 'a.cpp': '// Why it is so.' },
    wrong: [{ 'a.cpp': `// ${'TO' + 'DO'}: later` }],
  },
  {
    name: 'a table of texts is flat, sorted, and has no empty text',
    complaints: (files) => each(files, tables, (path, text) => {
      const entries = Object.entries(JSON.parse(text));
      const sorted = entries.every(([key], index) => index === 0 || entries[index - 1][0] < key);
      return [...entries.filter(([, value]) => typeof value !== 'string' || !value.trim()).map(([key]) => `${path}: ${key} is no text`), ...(sorted ? [] : [`${path} is not sorted by key`])];
    }),
    right: { 'web/text/en.json': '{"a.b": "c", "a.c": "d"}' },
    wrong: ['{"b": "c", "a": "d"}', '{"a": {"b": "c"}}', '{"a": " "}'].map((text) => ({ 'web/text/en.json': text })),
  },
  {
    name: 'every key that the code names has a text',
    complaints: (files) => {
      const keys = new Set(each(files, tables, (path, text) => Object.keys(JSON.parse(text))));
      const families = new Set([...keys].map((key) => key.split('.')[0]));
      return each(files, (path) => inside(path, ['engine', 'demos', 'web', 'headless']) && /\.(cpp|h|ts|html)$/.test(path) && !/\.test\.ts$/.test(path), (path, text) => {
        const { asked, likely } = text_keys(path, text);
        const named = new Set([...asked, ...likely.filter((key) => families.has(key.split('.')[0]))]);
        return [...named].filter((key) => !keys.has(key)).map((key) => `${path} names ${key}`);
      });
    },
    right: { 'web/text/en.json': '{"notice.a": "A."}', 'demos/a.cpp': 'throw Refusal{"notice.a"}; view.tensor("notice.t", t);' },
    wrong: [
      { 'web/text/en.json': '{"notice.a": "A."}', 'demos/a.cpp': 'throw Refusal{"notice.b"};' },
      { 'web/text/en.json': '{"notice.a": "A."}', 'web/shell/a.ts': "text('shell.b')" },
      { 'web/text/en.json': '{"notice.a": "A."}', 'web/shell/index.html': '<p>{{shell.b}}</p>' },
    ],
  },
];
