// Which C++ file may include which, and where a library's headers may be seen.
import { each, inside, is_cpp, under } from './files.mjs';

const includes_of = (text) =>
  [...text.matchAll(/^\s*#\s*include\s*(["<])([^">]+)[">]/gm)].map(([, mark, name]) => ({ own: mark === '"', name }));

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
  'engine/graph': [...below_nn, 'engine/nn', 'engine/optim', 'engine/loss'],
  'engine/io': [...below_nn, 'engine/nn', 'engine/optim', 'engine/data', 'engine/graph'],
  'engine/learn': [...below_nn, 'engine/nn', 'engine/optim', 'engine/loss', 'engine/data', 'engine/io'],
  'engine/bench': ['engine'],
  'demos/core': ['engine'],
  'demos/files': ['engine', 'demos/core'],
  'demos/run': ['engine', 'demos/core', 'demos/files'],
  'demos/trainer': ['engine', 'demos/core', 'demos/files', 'demos/run'],
  'demos/parts': ['engine', 'demos/core'],
  'web/ui': ['engine/core/registry.h'], // which links nothing
  'web/trainer': ['demos', 'engine'],
  headless: ['demos', 'engine'],
  tests: ['demos', 'engine', 'web', 'headless'],
};
const below_a_demo = ['engine', 'demos/core', 'demos/files', 'demos/parts']; // every other folder of demos is one
const layer_of = (path) =>
  Object.keys(allowed)
    .filter((folder) => under(path, folder))
    .sort((a, b) => b.length - a.length)[0] ?? /^demos\/[^/]+(?=\/)/.exec(path)?.[0];
const below = (path) => [layer_of(path), ...(allowed[layer_of(path)] ?? below_a_demo)];

// Which libraries' headers may be seen where.
const homes = [
  { library: 'Dear ImGui', header: /^(imgui|imstb|backends\/imgui)/, allowed: (path) => under(path, 'web/ui') },
  {
    library: 'Emscripten',
    header: /^emscripten/,
    allowed: (path) =>
      ['web/ui/ui.cpp', 'web/trainer/trainer.cpp', 'tests/unit/processor_time.h'].includes(path) ||
      under(path, 'engine/kernels/webgpu'),
  },
  { library: 'xsimd', header: /^xsimd/, allowed: (path) => inside(path, ['engine/kernels/cpu', 'engine/core']) },
  {
    library: 'xtensor',
    header: /^(xtensor|xtl|engine\/core\/as_array\.h$)/, // what it brings is paid for by every file that includes it
    allowed: (path) =>
      (path.endsWith('.cpp') && inside(path, ['engine', 'demos', 'tests'])) || path === 'engine/core/as_array.h',
  },
  { library: 'JSON', header: /^nlohmann/, allowed: (path) => !under(path, 'engine') },
  { library: 'doctest', header: /^doctest/, allowed: (path) => under(path, 'tests') },
];

export const include_rules = [
  {
    name: 'includes go from web to demos to engine, from a demo to its parts to core, and from ops to core',
    complaints: (files) =>
      each(
        files,
        (path) => is_cpp(path) && layer_of(path),
        (path, text) =>
          includes_of(text)
            .filter(
              ({ own, name }) => own && files.has(name) && !inside(name, below(path)),
            )
            .map(({ name }) => `${path} includes ${name}`),
      ),
    right: {
      'engine/ops/a.cpp': '#include "engine/core/b.h"',
      'engine/core/b.h': '',
      'web/ui/c.cpp': '#include "engine/core/registry.h"',
      'engine/core/registry.h': '',
      'demos/rnn/d.cpp': '#include "demos/rnn/e.h"\n#include "demos/parts/sequences/f.h"\n#include "demos/files/g.h"',
      'demos/rnn/e.h': '',
      'demos/parts/sequences/f.h': '#include "demos/parts/h.h"',
      'demos/parts/h.h': '#include "demos/core/i.h"',
      'demos/files/g.h': '',
      'demos/core/i.h': '',
    },
    wrong: [
      { 'engine/core/a.cpp': '#include "engine/ops/b.h"', 'engine/ops/b.h': '' },
      { 'engine/kernels/cpu/a.cpp': '#include "engine/autograd/b.h"', 'engine/autograd/b.h': '' },
      { 'engine/loss/a.cpp': '#include "engine/optim/b.h"', 'engine/optim/b.h': '' },
      { 'engine/nn/a.cpp': '#include "engine/graph/b.h"', 'engine/graph/b.h': '' },
      { 'engine/graph/a.cpp': '#include "engine/io/b.h"', 'engine/io/b.h': '' },
      { 'engine/data/a.cpp': '#include "demos/core/b.h"', 'demos/core/b.h': '' },
      { 'demos/rnn/a.cpp': '#include "web/ui/b.h"', 'web/ui/b.h': '' },
      ...[
        ['core', 'run'],
        ['core', 'files'],
        ['core', 'parts'],
        ['files', 'run'],
        ['files', 'parts'],
        ['run', 'trainer'],
        ['run', 'parts'],
        ['trainer', 'parts'],
        ['trainer', 'rnn'],
        ['parts', 'files'],
        ['parts/sequences', 'rnn'],
        ['rnn', 'run'],
        ['rnn', 'regression'],
      ].map(([room, other]) => ({
        [`demos/${room}/a.cpp`]: `#include "demos/${other}/b.h"`,
        [`demos/${other}/b.h`]: '',
      })),
      { 'web/ui/a.cpp': '#include "engine/core/b.h"', 'engine/core/b.h': '' },
      { 'web/ui/a.cpp': '#include "demos/core/b.h"', 'demos/core/b.h': '' },
    ],
  },
  {
    name: 'every C++ folder has a place among the layers',
    complaints: (files) =>
      each(
        files,
        (path) => is_cpp(path) && !layer_of(path),
        (path) => [`${path} lies outside of ${Object.keys(allowed).join(', ')} and the folder of a demo`],
      ),
    right: { 'engine/nn/a.cpp': '', 'demos/rnn/a.cpp': '' },
    wrong: [{ 'engine/misc/a.cpp': '' }, { 'demos/a.cpp': '' }, { 'a.cpp': '' }],
  },
  {
    name: 'quoted includes name our own files, from the root',
    complaints: (files) =>
      each(files, is_cpp, (path, text) =>
        includes_of(text)
          .filter(({ own, name }) => own && !files.has(name))
          .map(({ name }) => `${path} includes "${name}"`),
      ),
    right: { 'engine/core/a.cpp': '#include "engine/core/b.h"\n#include <vector>', 'engine/core/b.h': '' },
    wrong: [{ 'engine/core/a.cpp': '#include "b.h"', 'engine/core/b.h': '' }, { 'web/ui/a.cpp': '#include "imgui.h"' }],
  },
  ...homes.map(({ library, header, allowed: at_home }) => ({
    name: `headers of ${library} are seen only where they belong`,
    complaints: (files) =>
      each(
        files,
        (path) => is_cpp(path) && !at_home(path),
        (path, text) =>
          includes_of(text)
            .filter(({ name }) => header.test(name))
            .map(({ name }) => `${path} includes ${name}`),
      ),
    ...{
      'Dear ImGui': {
        right: { 'web/ui/a.cpp': '#include <imgui.h>' },
        wrong: [{ 'demos/a.cpp': '#include <imgui.h>' }],
      },
      Emscripten: {
        right: { 'web/ui/ui.cpp': '#include <emscripten.h>' },
        wrong: [{ 'web/ui/views/a.cpp': '#include <emscripten/html5.h>' }],
      },
      xsimd: {
        right: { 'engine/kernels/cpu/a.cpp': '#include <xsimd/xsimd.hpp>' },
        wrong: [{ 'engine/ops/a.cpp': '#include <xsimd/xsimd.hpp>' }],
      },
      xtensor: {
        right: {
          'engine/data/a.cpp': '#include <xtensor/containers/xarray.hpp>\n#include "engine/core/as_array.h"',
          'engine/core/as_array.h': '#include <xtensor/containers/xadapt.hpp>',
        },
        wrong: [
          { 'engine/data/a.h': '#include "engine/core/as_array.h"' },
          { 'engine/data/a.h': '#include <xtensor/containers/xarray.hpp>' },
          { 'web/ui/a.cpp': '#include <xtensor/containers/xarray.hpp>' },
        ],
      },
      JSON: {
        right: { 'demos/a.cpp': '#include <nlohmann/json.hpp>' },
        wrong: [{ 'engine/io/a.cpp': '#include <nlohmann/json.hpp>' }],
      },
      doctest: {
        right: { 'tests/unit/a.cpp': '#include <doctest/doctest.h>' },
        wrong: [{ 'engine/core/a.cpp': '#include <doctest/doctest.h>' }],
      },
    }[library],
  })),
];
