// npm run bench:card: the bench on a graphics card, without a browser: Node and its WebGPU, over Vulkan. Packs a folder with
// all that it needs, build/bench-card, and runs it; the folder can be carried to a machine that has Node, a card and no
// tools:  node card/bench.mjs --peak 60
//   npm run bench:card -- [--pack-only] [options of tests/bench/card/bench.mjs]
// Where VK_DRIVER_FILES is not set the card is Chromium's, which is software; VK_DRIVER_FILES= takes what the machine has.
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundle } from '../tests/webgpu/bundle.mjs';
import { find_chromium } from './chromium.mjs';
import { compile, install_rivals, prepare } from './pipeline.mjs';
import { main, repository, stage } from './stages.mjs';
import { vulkan_environment } from './vulkan.mjs';

const folder = join(repository, 'build/bench-card');
const from = (...path) => join(repository, ...path);
const to = (...path) => join(folder, ...path);

/** A page's module with the addresses of its server as files of the folder. */
function copy_page(name) {
  const code = readFileSync(from('tests/bench/pages', name), 'utf8');
  const addresses = [
    ['`/wasm/trainer-${build}.mjs`', '`../wasm/trainer-${build}.mjs`'],
    ["'/graphics_card.js'", "'../graphics_card.js'"],
    ['`/wasm/${path}`', 'new URL(`../wasm/${path}`, import.meta.url).href'],
  ];
  writeFileSync(to('pages', name), addresses.reduce((text, [before, after]) => text.replace(before, after), code));
}

async function pack() {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(to('pages'), { recursive: true });
  cpSync(from('tests/bench/card'), to('card'), { recursive: true });
  for (const name of ['contenders.mjs', 'race.mjs', 'report.mjs', 'arena.mjs']) cpSync(from('tests/bench', name), to(name));
  for (const name of ['contender', 'numbers', 'sequences', 'gradlab', 'gradlab_worker', 'tfjs', 'tfjs_by_hand', 'tfjs_sequences']) {
    copy_page(`${name}.js`);
  }
  writeFileSync(to('package.json'), '{ "type": "module" }\n');
  writeFileSync(to('graphics_card.js'), await bundle('../../web/shell/gpu/graphics_card.ts'));
  cpSync(from('build/assets/mnist.idx'), to('mnist.idx'));
  for (const name of ['trainer-simd.mjs', 'trainer-simd.wasm']) cpSync(from('build/web-release/wasm', name), to('wasm', name));
  const rivals = 'tests/bench/node_modules/@tensorflow';
  cpSync(from(rivals, 'tfjs/dist/tf.min.js'), to('tf.min.js'));
  cpSync(from(rivals, 'tfjs-backend-webgpu/dist/tf-backend-webgpu.min.js'), to('tf-backend-webgpu.min.js'));
  const webgpu = 'node_modules/webgpu';
  for (const name of ['package.json', 'index.js', `dist/${process.platform}-${process.arch}`]) {
    cpSync(from(webgpu, name), to(webgpu, name), { recursive: true });
  }
  return 'build/bench-card';
}

const args = process.argv.slice(2);
await main(async () => {
  const tools = await prepare();
  await install_rivals();
  await stage('trainer', (say) => compile(tools, 'web-release', ['trainer-simd'], say));
  await stage('folder', pack);
  if (args.includes('--pack-only')) return;
  const env = vulkan_environment(await find_chromium(() => {}));
  const child = spawn(process.execPath, [to('card/bench.mjs'), ...args], { stdio: 'inherit', env });
  process.exitCode = await new Promise((resolve) => child.on('exit', (status) => resolve(status ?? 1)));
});
