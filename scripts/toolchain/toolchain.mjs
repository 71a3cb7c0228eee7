// The compiler: em++ from PATH where there is one, otherwise a Debian root of our own in the user's cache.
// The root is keyed by packages.txt, shared by every clone, and nothing else on the machine is changed.
import { createHash } from 'node:crypto';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { command, repository, StageError } from '../stages.mjs';

const suite = 'forky';
const recipe = 1; // raise when the steps below change what the root holds
const here = dirname(fileURLToPath(import.meta.url));
const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'gradlab');
const minimum_major = 6;

const lines = readFileSync(join(here, 'packages.txt'), 'utf8').split('\n').map((line) => line.trim()).filter((line) => line && !line.startsWith('#'));
const sources = lines.filter((line) => line.startsWith('source:')).map((line) => line.slice(7).trim());
const packages = lines.filter((line) => !line.startsWith('source:'));
const key = createHash('sha256').update(JSON.stringify([suite, recipe, lines])).digest('hex').slice(0, 12);
const root = join(cache, `toolchain-${key}`);

/** The major version of em++ on PATH, or 0. */
function em_on_path() {
  const answer = spawnSync('em++', ['--version'], { encoding: 'utf8' });
  return answer.status === 0 ? Number(/(\d+)\.\d+\.\d+/.exec(answer.stdout)?.[1] ?? 0) : 0;
}

/** One folder, one maker: waits while another clone makes the root, and takes over from one that died. */
async function exclusively(folder, work) {
  mkdirSync(cache, { recursive: true });
  const lock = `${folder}.lock`;
  for (;;) {
    try {
      mkdirSync(lock);
      break;
    } catch {
      const owner = existsSync(join(lock, 'pid')) ? Number(readFileSync(join(lock, 'pid'), 'utf8')) : 0;
      const alive = owner && existsSync(`/proc/${owner}`);
      if (!alive && Date.now() - statSync(lock).mtimeMs > 5000) rmSync(lock, { recursive: true, force: true });
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
  writeFileSync(join(lock, 'pid'), String(process.pid));
  try {
    return await work();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

/** Fetches Debian packages without installing them, with apt lists of our own; unpacks them into `folder`. */
async function unpack_packages(folder, names) {
  const state = join(folder, 'apt');
  for (const part of ['lists/partial', 'archives/partial', 'debs']) mkdirSync(join(state, part), { recursive: true });
  const own = ['-o', `Dir::State::Lists=${state}/lists`, '-o', `Dir::Cache=${state}`, '-o', 'APT::Sandbox::User=root'];
  await command('toolchain-apt-update', 'apt-get', [...own, 'update'], { remedy: 'check that this machine reaches its Debian mirror, then run again.' });
  await command('toolchain-apt-download', 'apt-get', [...own, 'download', ...names], { cwd: join(state, 'debs') });
  for (const file of readdirSync(join(state, 'debs'))) {
    execFileSync('dpkg-deb', ['-x', join(state, 'debs', file), folder]);
  }
  const targets = execFileSync('apt-get', [...own, 'indextargets', '--format', '$(REPO_URI) $(ORIGIN) $(CODENAME)', 'Created-By: Packages'], { encoding: 'utf8' });
  const mirror = targets.split('\n').map((line) => line.split(' ')).find(([, origin, codename]) => origin === 'Debian' && !/security|updates|backports/.test(codename ?? ''));
  if (!mirror) throw new StageError('apt-get indextargets', 'no Debian mirror among this machine\'s apt sources', 'add a Debian mirror, or put em++ 6.0 or newer on PATH.');
  return mirror[0];
}

async function make_root() {
  if (process.platform !== 'linux' || !existsSync('/usr/bin/apt-get') || process.getuid() !== 0) {
    throw new StageError('to make a Debian root with the compiler', 'this needs Debian (or Ubuntu) and root',
      `install the Emscripten SDK, version ${minimum_major}.0 or newer, so that em++ is on PATH; CMake fetches the libraries then.`);
  }
  const tools = `${root}.tools`;
  const draft = `${root}.draft`;
  for (const folder of [tools, draft]) rmSync(folder, { recursive: true, force: true });
  mkdirSync(tools, { recursive: true });
  const mirror = await unpack_packages(tools, ['mmdebstrap', 'bubblewrap']);
  // The wasm builds must not see /usr/include: header-only libraries and their CMake files get a prefix of their own.
  const prefix_script = `set -e; p=/opt/gradlab; mkdir -p $p/src
    for n in libxtensor-dev xtl-dev libxsimd-dev doctest-dev nlohmann-json3-dev; do
      dpkg -L $n | grep -E '^/usr/(include|share/cmake|lib/.*cmake|share/pkgconfig)' | while read -r f; do [ -f "$f" ] && install -D -m644 "$f" "$p/\${f#/usr/}"; done
    done
    cd $p/src; for n in ${sources.join(' ')}; do apt-get source --download-only $n; dpkg-source --no-check -x $n*.dsc $n; rm -f $n*.tar.* $n*.dsc; done`;
  await command('toolchain-root', 'perl', [join(tools, 'usr/bin/mmdebstrap'), '--variant=apt', '--mode=root',
    '--aptopt=Acquire::Check-Valid-Until "false"', '--aptopt=APT::Install-Recommends "false"', `--include=${packages.join(',')}`, `--customize-hook=chroot "$1" sh -c '${prefix_script.replaceAll("'", `'\\''`)}'`, suite, draft, `deb ${mirror} ${suite} main`, `deb-src ${mirror} ${suite} main`],
  { remedy: 'check the network and the free space (2 GB), then run again: the half-made root is thrown away.' });
  mkdirSync(join(draft, 'opt/gradlab/bin'), { recursive: true });
  renameSync(join(tools, 'usr/bin/bwrap'), join(draft, 'opt/gradlab/bin/bwrap'));
  rmSync(tools, { recursive: true, force: true });
  renameSync(draft, root);
}

/**
 * The toolchain, made if need be. `run(name, program, args)` runs a program with it, in the repository, output in
 * build/logs/<name>.log; `definitions` are CMake's that point it at the libraries.
 */
export async function toolchain() {
  const ccache_folder = join(cache, 'ccache');
  mkdirSync(ccache_folder, { recursive: true });
  const environment = { EM_COMPILER_WRAPPER: 'ccache', CCACHE_DIR: ccache_folder, CCACHE_BASEDIR: repository, CCACHE_NOHASHDIR: '1', CCACHE_MAXSIZE: '2G', CCACHE_SLOPPINESS: 'time_macros' };
  if (em_on_path() >= minimum_major) {
    const has_ccache = spawnSync('ccache', ['--version']).status === 0;
    return {
      description: 'em++ from PATH',
      definitions: has_ccache ? ['-DGRADLAB_CCACHE=ON'] : [],
      run: (name, program, args, options = {}) => command(name, program, args, { ...options, env: { ...process.env, ...environment } }),
    };
  }
  if (!existsSync(root)) await exclusively(root, async () => existsSync(root) || make_root());
  const inside = ['--bind', root, '/', '--proc', '/proc', '--dev', '/dev', '--tmpfs', '/tmp', '--bind', repository, repository, '--bind', ccache_folder, ccache_folder,
    '--chdir', repository, '--clearenv', ...Object.entries({ ...environment, PATH: '/usr/bin:/bin', HOME: '/tmp', LANG: 'C.UTF-8' }).flatMap(([name, value]) => ['--setenv', name, value])];
  return {
    description: `Debian ${suite} root ${key}`,
    definitions: ['-DGRADLAB_CCACHE=ON', '-DCMAKE_PREFIX_PATH=/opt/gradlab', ...sources.map((name) => `-DFETCHCONTENT_SOURCE_DIR_${name.toUpperCase()}=/opt/gradlab/src/${name}`)],
    run: (name, program, args, options = {}) => command(name, join(root, 'opt/gradlab/bin/bwrap'), [...inside, '--', program, ...args], options),
  };
}
