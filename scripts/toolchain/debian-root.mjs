// A Debian root with the compiler, in the user's cache: keyed by packages.txt, shared by every clone, and nothing else
// on the machine is changed. Its mirror is the one that this machine's own apt sources name.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { command, StageError } from '../stages.mjs';

const suite = 'forky';
const recipe = 1; // raise when the steps below, or prefix.sh, change what the root holds
const here = dirname(fileURLToPath(import.meta.url));
export const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'gradlab');

const lines = readFileSync(join(here, 'packages.txt'), 'utf8')
  .split('\n')
  .map((line) => line.trim())
  .filter((line) => line && !line.startsWith('#'));
export const sources = lines.filter((line) => line.startsWith('source:')).map((line) => line.slice(7).trim());
const packages = lines.filter((line) => !line.startsWith('source:'));
const key = createHash('sha256')
  .update(JSON.stringify([suite, recipe, lines]))
  .digest('hex')
  .slice(0, 12);
const root = join(cache, `toolchain-${key}`);

/** Work that one process at a time does. The lock is the kernel's, so it ends with its holder, however that ends. */
async function exclusively(path, work) {
  const holder = spawn('flock', [path, 'sh', '-c', 'echo locked; exec cat >/dev/null'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(holder, 'close').then(() => {
    throw new StageError(`flock ${path}`, 'the lock could not be taken', 'check that the folder can be written.');
  });
  await Promise.race([once(holder.stdout, 'data'), ended]);
  ended.catch(() => {});
  try {
    return await work();
  } finally {
    holder.stdin.end();
  }
}

/** The address of the Debian mirror that this machine installs from, and its release's name. */
async function machine_mirror(state) {
  const codename = /^VERSION_CODENAME=(\S+)/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? 'sid';
  const listing = await command('toolchain-sources', 'apt-get', [
    '-o',
    `Dir::State::Lists=${state}/lists`,
    'update',
    '--print-uris',
  ]);
  const mirror = [...listing.matchAll(/^'(\S+?)\/?dists\/([^/]+)\/InRelease'/gm)].find(
    ([, , name]) => name === codename,
  )?.[1];
  if (!mirror) {
    throw new StageError(
      'to find a Debian mirror',
      `the apt sources of this machine name none for ${codename}`,
      'add one to /etc/apt/sources.list.d, or put em++ 6.0 or newer on PATH.',
    );
  }
  return { mirror, codename };
}

/** Fetches mmdebstrap and bubblewrap without installing them, with package lists of our own, into `folder`; returns the mirror. */
async function fetch_tools(folder) {
  const state = join(folder, 'apt');
  for (const part of ['lists/partial', 'archives/partial', 'debs']) mkdirSync(join(state, part), { recursive: true });
  const { mirror, codename } = await machine_mirror(state);
  const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg';
  writeFileSync(
    join(state, 'sources.list'),
    `deb ${existsSync(keyring) ? `[signed-by=${keyring}] ` : ''}${mirror} ${codename} main\n`,
  );
  const own = [
    '-o',
    `Dir::Etc::SourceList=${state}/sources.list`,
    '-o',
    'Dir::Etc::SourceParts=/dev/null',
    '-o',
    `Dir::State::Lists=${state}/lists`,
    '-o',
    `Dir::Cache=${state}`,
    '-o',
    'APT::Sandbox::User=root',
    '-o',
    'Acquire::Check-Valid-Until=false',
    '-o',
    'Acquire::Retries=5',
  ];
  const remedy = 'check that this machine reaches its Debian mirror, then run again.';
  await command('toolchain-apt-update', 'apt-get', [...own, 'update'], { remedy });
  await command('toolchain-apt-download', 'apt-get', [...own, 'download', 'mmdebstrap', 'bubblewrap'], {
    cwd: join(state, 'debs'),
    remedy,
  });
  for (const file of readdirSync(join(state, 'debs')))
    await command('toolchain-unpack', 'dpkg-deb', ['-x', join(state, 'debs', file), folder]);
  return mirror;
}

async function make_root(say) {
  const debian = existsSync('/etc/os-release') && /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
  if (!debian || process.getuid() !== 0) {
    throw new StageError(
      'to make a Debian root with the compiler',
      'this needs Debian, and to be root',
      'install the Emscripten SDK, version 6.0 or newer, so that em++ is on PATH; CMake fetches the libraries then.',
    );
  }
  const tools = `${root}.tools`;
  const draft = `${root}.draft`;
  for (const folder of [tools, draft]) rmSync(folder, { recursive: true, force: true });
  mkdirSync(tools, { recursive: true });
  say('fetching mmdebstrap');
  const mirror = await fetch_tools(tools);
  say('making a Debian root: about a minute, 1.6 GB');
  // In namespaces of their own, mmdebstrap's mounts and processes end when this process does, so a half-made root can be thrown away.
  await command(
    'toolchain-root',
    'setpriv',
    [
      '--pdeathsig',
      'KILL',
      'unshare',
      '--mount',
      '--pid',
      '--fork',
      '--kill-child',
      '--mount-proc',
      'perl',
      join(tools, 'usr/bin/mmdebstrap'),
      '--variant=apt',
      '--mode=root',
      '--aptopt=Acquire::Check-Valid-Until "false"',
      '--aptopt=Acquire::Retries "5"',
      '--aptopt=APT::Install-Recommends "false"',
      '--aptopt=APT::Sandbox::User "root"',
      `--include=${packages.join(',')}`,
      `--customize-hook=chroot "$1" sh -s ${sources.join(' ')} <"${join(here, 'prefix.sh')}"`,
      suite,
      draft,
      `deb ${mirror} ${suite} main`,
      `deb-src ${mirror} ${suite} main`,
    ],
    { remedy: 'check the network and the free space (2 GB), then run again: the half-made root is thrown away.' },
  );
  mkdirSync(join(draft, 'opt/gradlab/bin'), { recursive: true });
  renameSync(join(tools, 'usr/bin/bwrap'), join(draft, 'opt/gradlab/bin/bwrap'));
  rmSync(tools, { recursive: true, force: true });
  renameSync(draft, root);
}

/** The folder of the root, made if need be; `say` shows progress. */
export async function debian_root(say) {
  mkdirSync(cache, { recursive: true });
  if (!existsSync(root)) await exclusively(`${root}.lock`, async () => existsSync(root) || make_root(say));
  return { root, description: `Debian ${suite} root ${key}` };
}
