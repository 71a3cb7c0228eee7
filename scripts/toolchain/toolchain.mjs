// The compilers: em++ from PATH where there is one that is new enough, otherwise from a Debian root in the user's cache.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { command, repository, StageError } from '../stages.mjs';
import { cache, debian_root, sources } from './debian-root.mjs';

const minimum_major = 6;
const prefix = '/opt/gradlab'; // where prefix.sh puts the libraries
const debian_emscripten = '/usr/share/emscripten';
const cmake_file = 'cmake/Modules/Platform/Emscripten.cmake'; // from Emscripten's folder

const ccache_folder = join(cache, 'ccache');
// Inside the root every clone lies at this one place, so that what one has compiled, precompiled headers too, serves all.
const inside_root = '/gradlab';
const ccache_environment = {
  CCACHE_DIR: ccache_folder,
  CCACHE_BASEDIR: repository,
  CCACHE_NOHASHDIR: '1',
  CCACHE_MAXSIZE: '2G',
  CCACHE_SLOPPINESS: 'time_macros,pch_defines,include_file_mtime,include_file_ctime',
};

function prefix_definitions(root) {
  if (!existsSync(join(root, prefix))) return [];
  const fetched = sources.filter((name) => existsSync(join(root, prefix, 'src', name)));
  return [
    `-DCMAKE_PREFIX_PATH=${prefix}`,
    ...fetched.map((name) => `-DFETCHCONTENT_SOURCE_DIR_${name.toUpperCase()}=${prefix}/src/${name}`),
  ];
}

const succeeds = (program, args) => spawnSync(program, args, { stdio: 'ignore' }).status === 0;

/** The version of em++ on PATH, or ''. */
function version_on_path() {
  const answer = spawnSync('em++', ['--version'], { encoding: 'utf8' });
  return answer.status === 0 ? (/\d+\.\d+\.\d+/.exec(answer.stdout)?.[0] ?? '') : '';
}

/** The folder of Emscripten's own scripts. */
function emscripten_folder() {
  const answer = spawnSync('em-config', ['EMSCRIPTEN_ROOT'], { encoding: 'utf8' });
  if (answer.status === 0 && answer.stdout.trim()) return answer.stdout.trim();
  return dirname(realpathSync(spawnSync('sh', ['-c', 'command -v em++'], { encoding: 'utf8' }).stdout.trim()));
}

function toolchain_on_path(version) {
  const missing = [
    ['cmake', 'CMake 3.28'],
    ['ninja', 'ninja'],
    ['clang++', 'clang 17, for the native builds'],
    ['clang-format', 'clang-format'],
  ]
    .filter(([program]) => !succeeds(program, ['--version']))
    .map(([, name]) => name);
  if (missing.length)
    throw new StageError(
      `em++ ${version} from PATH`,
      `not on PATH: ${missing.join('; ')}`,
      'install these, or take em++ off PATH on a Debian machine, where a root with all of them is made then.',
    );
  const with_ccache = succeeds('ccache', ['--version']);
  const emscripten = emscripten_folder();
  const env = {
    ...process.env,
    ...(with_ccache ? ccache_environment : {}),
    EMSCRIPTEN_CMAKE: join(emscripten, cmake_file),
  };
  return {
    description: `em++ ${version} from PATH`,
    repository,
    root: '/',
    emscripten,
    definitions: [...(with_ccache ? ['-DGRADLAB_CCACHE=ON'] : []), ...prefix_definitions('/')],
    run: (name, program, args, options = {}) => command(name, program, args, { ...options, env }),
  };
}

async function toolchain_in_root(say) {
  const { root, description } = await debian_root(say);
  const environment = {
    ...ccache_environment,
    PATH: '/usr/bin:/bin',
    HOME: '/tmp',
    LANG: 'C.UTF-8',
    EMSCRIPTEN_CMAKE: join(debian_emscripten, cmake_file),
  };
  const inside = [
    '--die-with-parent',
    '--unshare-pid',
    '--bind',
    root,
    '/',
    '--proc',
    '/proc',
    '--dev',
    '/dev',
    '--tmpfs',
    '/tmp',
    '--bind',
    repository,
    inside_root,
    '--bind',
    ccache_folder,
    ccache_folder,
    '--chdir',
    inside_root,
    '--clearenv',
    ...Object.entries(environment).flatMap(([name, value]) => ['--setenv', name, value]),
  ];
  return {
    description,
    repository: inside_root,
    root,
    emscripten: join(root, debian_emscripten),
    definitions: ['-DGRADLAB_CCACHE=ON', ...prefix_definitions(root)],
    run: (name, program, args, options = {}) =>
      command(name, join(root, prefix, 'bin/bwrap'), [...inside, '--', program, ...args], options),
  };
}

/**
 * The toolchain, made if need be. `run(name, program, args)` runs a program with it, in the repository, output in
 * build/logs/<name>.log; `definitions` are CMake's that point it at the libraries; `repository` is where such a program
 * sees it; `root` and `emscripten` are the folders of the installation and of Emscripten's scripts, as this process sees them.
 */
export async function toolchain(say = () => {}) {
  mkdirSync(ccache_folder, { recursive: true });
  const version = version_on_path();
  return parseInt(version) >= minimum_major ? toolchain_on_path(version) : toolchain_in_root(say);
}
