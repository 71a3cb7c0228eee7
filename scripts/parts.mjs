// The parts of the tests. Each returns {passed, failed, skipped, output}, counted from what its tool reports.
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { bundle_page, compile, compile_wasm } from './pipeline.mjs';
import { cpp_files } from './sources.mjs';
import { command, log_folder, repository } from './stages.mjs';

const tool = (name) => join(repository, 'node_modules/.bin', name);

/** What a command printed, and whether it succeeded. */
async function outcome(running) {
  try {
    return { ok: true, output: await running };
  } catch (error) {
    if (error.output === undefined) throw error;
    return { ok: false, output: error.output };
  }
}

/** Counts that agree with the exit status: a crash after the last test is a failure too. */
const counted = ({ ok, output }, { passed, failed, skipped }) => ({
  passed: passed || 0,
  failed: ok ? failed || 0 : Math.max(1, failed || 0),
  skipped: skipped || 0,
  output,
});

const single = (result) => counted(result, { passed: result.ok ? 1 : 0 });

function doctest_counts(output) {
  const line = /\[doctest\] test cases: +(\d+) +\| +(\d+) passed +\| +(\d+) failed +\| +(\d+) skipped/.exec(output);
  return line ? { passed: Number(line[2]), failed: Number(line[3]), skipped: Number(line[4]) } : {};
}

/** Counts of Node's own test runner, and what it says of failures. */
async function node_test(name, file) {
  const result = await outcome(command(name, process.execPath, ['--test', '--test-reporter=spec', file]));
  const count = (word) => Number(new RegExp(`^\\S+ ${word} (\\d+)$`, 'm').exec(result.output)?.[1] ?? 0);
  const counts = { passed: count('pass'), failed: count('fail') + count('cancelled'), skipped: count('skipped') };
  const output = result.output.slice(Math.max(0, result.output.indexOf('failing tests:')));
  return counted({ ...result, output }, counts);
}

async function doctest(running) {
  const result = await outcome(running);
  return counted(result, doctest_counts(result.output));
}

const json_report = (name) => {
  const path = join(log_folder, name);
  rmSync(path, { force: true });
  return { path, read: () => (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined) };
};

/** The doctest binary of a native preset: native-debug has the sanitizers. */
export async function native_units(tools, preset, say) {
  await compile(tools, preset, ['unit_tests_native'], say);
  return doctest(tools.run(`units-${preset}`, `build/${preset}/unit_tests_native`, ['--no-colors']));
}

/** The same tests as wasm, in Node. */
export async function wasm_units(tools, say) {
  await compile(tools, 'web-release', ['unit_tests_simd'], say);
  return doctest(command('units-wasm', process.execPath, ['build/web-release/unit_tests_simd.cjs', '--no-colors']));
}

/** Files of unit tests that go through all devices there are. */
const device_tests = () =>
  readdirSync(join(repository, 'tests/unit'))
    .filter((name) => name.endsWith('_test.cpp'))
    .filter((name) =>
      /available_devices|check_devices_agree|TestGpu/.test(readFileSync(join(repository, 'tests/unit', name), 'utf8')),
    );

/** Those once more, on WebGPU as well. `where`: 'node' or 'chromium'. The note names the adapter. */
export async function webgpu_units(tools, where, chromium, say) {
  await compile(tools, 'web-release', ['unit_tests_simd'], say);
  const files = device_tests().map((name) => `*${name}`);
  const args = ['build/web-release/unit_tests_simd.cjs', '--no-colors', `--source-file=${files.join(',')}`];
  const env = { ...process.env, CHROMIUM: chromium };
  const run = command(`units-webgpu-${where}`, process.execPath, [`tests/webgpu/${where}.mjs`, ...args], { env });
  const result = await doctest(run);
  return { ...result, skipped: 0, note: /^adapter: .*$/m.exec(result.output)?.[0] }; // the others ran before
}

/** Every demo through the headless runner. */
export async function headless(tools, say) {
  await compile(tools, 'native-release', ['gradlab'], say);
  return node_test('headless', 'tests/headless/runner.test.mjs');
}

export const structure = () => node_test('structure', 'tests/structure/structure.test.mjs');

export async function format(tools) {
  const result = await outcome(tools.run('format', 'clang-format', ['--dry-run', '-Werror', ...cpp_files()]));
  const unformatted = new Set([...result.output.matchAll(/^(\S+?):\d+:\d+: error/gm)].map(([, path]) => path));
  return single({ ...result, output: `npm run format mends these:\n${[...unformatted].join('\n')}` });
}

export const types = async () => single(await outcome(command('types', tool('tsc'), ['--noEmit'])));

export async function vitest() {
  const report = json_report('vitest.json');
  const result = await outcome(
    command('vitest', tool('vitest'), ['run', '--reporter=default', '--reporter=json', `--outputFile=${report.path}`]),
  );
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = report.read() ?? {};
  return counted(result, { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests });
}

/** The built page in headless Chromium. */
export async function browser(tools, chromium, say) {
  await compile_wasm(tools, say);
  await bundle_page(tools);
  const report = json_report('playwright.json');
  const env = { ...process.env, CHROMIUM: chromium, PLAYWRIGHT_JSON_OUTPUT_FILE: report.path };
  const result = await outcome(command('browser', tool('playwright'), ['test', '--reporter=list,json'], { env }));
  const { expected, flaky, unexpected, skipped } = report.read()?.stats ?? {};
  return counted(result, { passed: expected + flaky, failed: unexpected, skipped });
}
