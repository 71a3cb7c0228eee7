// The arguments of a GPU's programs stand in WGSL and in C++, which must agree to the byte.
import { each, is_cpp } from './files.mjs';

const words = { 'std::uint32_t': 'u32', 'std::int32_t': 'i32', float: 'f32' };

const trimmed = (list) => list.map((entry) => entry.trim()).filter((entry) => entry !== '');
const in_wgsl = (text) => {
  const body = /struct Arguments \{([^}]*)\}/.exec(text.replace(/\/\/.*/g, ''))?.[1] ?? '';
  return trimmed(body.replace(/offsets: array<vec4u, 2>,/, '').split(','));
};
const in_cpp = (body) =>
  [...body.matchAll(/^  (std::uint32_t|std::int32_t|float) ([^;(]*);/gm)].flatMap(([, type, names]) =>
    trimmed(names.split(',')).map((name) => `${name.replace(/ = .*/, '')}: ${words[type]}`),
  );
const twins_in = (text) =>
  [...text.matchAll(/^\/\/\/ `Arguments` of (\w+\.wgsl)\b.*\nstruct \w+ \{\n([^]*?)^\};/gm)].map(([, name, body]) => ({
    name,
    body,
  }));

export const wgsl_rules = [
  {
    name: 'arguments of WGSL that programs share have the fields of a struct in C++, in their order',
    complaints: (files) => {
      const found = new Set();
      const differences = each(files, is_cpp, (path, text) =>
        twins_in(text).flatMap(({ name, body }) => {
          const file = [...files.keys()].find((other) => other.endsWith(`/${name}`));
          if (!file) return [`${path} speaks of ${name}, which is not there`];
          found.add(file);
          const [wgsl, cpp] = [in_wgsl(files.get(file)).join(', '), in_cpp(body).join(', ')];
          return wgsl === cpp ? [] : [`${path} has ${cpp} where ${file} has ${wgsl}`];
        }),
      );
      const wgsl = [...files].filter(([path]) => path.endsWith('.wgsl'));
      const used = wgsl.flatMap(([, text]) => [...text.matchAll(/^\/\/ use (\w+)$/gm)].map(([, name]) => `/${name}.wgsl`));
      const alone = wgsl
        .filter(([path, text]) => used.some((name) => path.endsWith(name)) && in_wgsl(text).length > 0 && !found.has(path))
        .map(([path]) => `no struct in C++ is said to be \`Arguments\` of ${path}`);
      return [...differences, ...alone];
    },
    right: {
      'a/b.wgsl': 'struct Arguments {\n  offsets: array<vec4u, 2>,  // x, y\n  n: u32, h: i32,  // of x\n  factor: f32,\n}',
      'a/b.cpp':
        '/// `Arguments` of b.wgsl, which says more.\nstruct B {\n  std::uint32_t n = 0;\n  std::int32_t h;\n  float factor;\n\n  explicit B(int);\n};\n',
    },
    wrong: [
      {
        'a/b.wgsl': 'struct Arguments { offsets: array<vec4u, 2>, n: u32, h: u32 }',
        'a/b.cpp': '/// `Arguments` of b.wgsl.\nstruct B {\n  std::uint32_t h, n;\n};\n',
      },
      {
        'a/b.wgsl': 'struct Arguments { offsets: array<vec4u, 2>, n: u32 }',
        'a/b.cpp': '/// `Arguments` of b.wgsl.\nstruct B {\n  std::int32_t n;\n};\n',
      },
      { 'a/b.wgsl': 'struct Arguments { offsets: array<vec4u, 2>, n: u32 }', 'a/c.wgsl': '// use b\n' },
      { 'a/b.cpp': '/// `Arguments` of b.wgsl.\nstruct B {\n  std::int32_t n;\n};\n' },
    ],
  },
];
