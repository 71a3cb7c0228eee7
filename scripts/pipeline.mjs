// The stages that the commands share: toolchain, packages, wasm, page. Each does only what changed since it last ran.
import { existsSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { learn } from './learn.mjs';
import { write_licences } from './licences.mjs';
import { pack_mnist } from './mnist.mjs';
import { command, repository, stage } from './stages.mjs';
import { hash_of, unless_stamped } from './stamp.mjs';
import { toolchain } from './toolchain/toolchain.mjs';

export const page_folder = join(repository, 'dist');
const page_stamp = 'build/page.stamp';
const page_inputs = [
  'web/shell',
  'web/text',
  'build/web-release/wasm',
  'build/assets/licences.txt',
  'build/assets/mnist.idx.gz',
  'build/assets/learned',
  'package-lock.json',
  'vite.config.ts',
  'tsconfig.json',
];
const modules = ['trainer-simd', 'trainer-relaxed', 'trainer-relaxed-mt', 'ui'];

/** The toolchain, with a stage line; see toolchain.mjs. */
export async function prepare_toolchain() {
  let tools;
  await stage('toolchain', async (say) => (tools = await toolchain(say)).description);
  return tools;
}

/** The npm packages of the lock file, and the digits that come in one of them. */
async function install_packages() {
  const fresh = await unless_stamped('node_modules/.installed', hash_of(['package-lock.json']), () =>
    command('packages', 'npm', ['ci', '--no-audit', '--no-fund'], { remedy: 'check the network, then run again.' }),
  );
  pack_mnist();
  return `packages ${fresh ? 'installed' : 'unchanged'}`;
}

/** The toolchain, as prepare_toolchain gives it, and the packages, fetched at once. */
export async function prepare() {
  let tools;
  await stage('toolchain and packages', async (say) => {
    const [made, packages] = await Promise.all([toolchain(say), install_packages()]);
    tools = made;
    return `${tools.description}, ${packages}`;
  });
  return tools;
}

/** The libraries that the bench times beside ours: heavy, and needed for nothing else. */
export const install_rivals = () =>
  stage('rivals', async () => {
    const folder = 'tests/bench';
    const state = hash_of([`${folder}/package-lock.json`]);
    const fresh = await unless_stamped(`${folder}/node_modules/.installed`, state, () =>
      command('rivals', 'npm', ['ci', '--no-audit', '--no-fund'], {
        cwd: join(repository, folder),
        remedy: 'check the network, or leave them out: npm run bench -- --only gradlab',
      }),
    );
    return fresh ? 'installed' : 'unchanged';
  });

/** What a compiler's output says of errors: of the first few, the line and what follows it, with paths in `repository`. */
function errors_of(output, repository) {
  const lines = output
    .replaceAll(`${repository}/`, '')
    .split('\n')
    .map((line) => line.slice(0, 300));
  const shown = [];
  for (let place = 0; place < lines.length && shown.length < 30; ++place) {
    if (!/^FAILED|\berror:|undefined symbol/.test(lines[place])) continue;
    shown.push(...lines.slice(place, place + 3));
    place += 2;
  }
  return shown.join('\n');
}

const seconds_per_step = 3; // of one core, compiled for the first time; measured, to guess before there is anything to go by
const certain_after = 30; // steps, until what was measured counts as much as that

/** Reads ninja's "[done/total]" and says how far it is and how long it will take, from its own pace so far. */
function countdown(say) {
  const began = Date.now();
  return (text) => {
    const last = [...text.matchAll(/\[(\d+)\/(\d+)\] (?!Re-)/g)].at(-1); // which has ninja look for files, and is no step
    if (!last) return;
    const [done, total] = [Number(last[1]), Number(last[2])];
    const guess = (certain_after * seconds_per_step) / availableParallelism();
    const pace = ((Date.now() - began) / 1000 + guess) / (done + certain_after);
    const left = Math.ceil(((total - done) * pace) / 60);
    say(`${done} of ${total} steps, about ${left} min left`);
  };
}

/** Configures a preset of CMakePresets.json where that is due, and builds `targets` of it. */
export async function compile(tools, preset, targets, say = () => {}) {
  const folder = join('build', preset);
  const state = JSON.stringify([tools.description, tools.repository, tools.definitions, hash_of(['CMakePresets.json'])]);
  await unless_stamped(join(folder, '.configured'), state, () => {
    rmSync(join(repository, folder), { recursive: true, force: true }); // objects of another compiler are of no use
    return tools.run(`${preset}-configure`, 'cmake', ['--preset', preset, ...tools.definitions]);
  });
  const output = await tools.run(`${preset}-build`, 'ninja', ['-C', folder, ...targets], {
    on_output: countdown(say),
    excerpt: (output) => errors_of(output, tools.repository),
  });
  return output.includes('no work to do') ? 'unchanged' : targets.join(' ');
}

/** The same as a stage of its own. */
export const compiled = (tools, preset, targets) => stage(preset, (say) => compile(tools, preset, targets, say));

/** The static site in dist/. */
async function bundle_page(tools) {
  write_licences(tools, join(repository, 'build/assets/licences.txt'));
  if (!existsSync(join(page_folder, 'index.html'))) rmSync(join(repository, page_stamp), { force: true });
  const fresh = await unless_stamped(page_stamp, hash_of(page_inputs), () =>
    command('page', process.execPath, ['node_modules/vite/bin/vite.js', 'build']),
  );
  return fresh ? 'dist' : 'unchanged';
}

// Emscripten compiles its C and C++ libraries when a program is first linked; these four are most of that.
const libraries = ['libc', 'libc-mt', 'libc++-legacyexcept', 'libc++-mt-legacyexcept'];

const build_libraries = (tools) =>
  stage('libraries of wasm', async (say) => {
    const timer = setTimeout(say, 2000, 'compiled for the first time: about 2 min');
    const output = await tools.run('libraries', 'embuilder', ['build', ...libraries]).finally(() => clearTimeout(timer));
    return /generating/.test(output) ? 'built' : 'unchanged';
  });

async function build_wasm(tools, targets) {
  await build_libraries(tools);
  await compiled(tools, 'web-release', targets);
}

/** The modules that the page loads, linked quickly: no smaller and no faster than their objects. They lie in draft_folder. */
export const build_drafts = (tools) => build_wasm(tools, modules.map((name) => `draft-${name}`));
export const draft_folder = 'build/web-release/draft';

const page_of_it = (tools) => stage('page', () => bundle_page(tools));

/** The page with its modules, without what has still to be learned beforehand. */
export async function build_plain_page(tools) {
  await build_wasm(tools, [...modules, 'gradlab']);
  await page_of_it(tools);
}

/** The page with what its presets have learned beforehand; the modules must be there. */
export async function complete_page(tools) {
  await stage('learned beforehand', learn);
  await page_of_it(tools);
}

/** The whole page, and `more` wasm. */
export async function build_page(tools, more = []) {
  await build_wasm(tools, [...modules, 'gradlab', ...more]);
  await complete_page(tools);
}

/** Everything that a served page needs. */
export async function build_all() {
  const tools = await prepare();
  await build_page(tools);
  return tools;
}
