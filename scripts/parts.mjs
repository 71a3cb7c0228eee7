// The parts of the tests. Each returns {passed, failed, skipped, output}, counted from what its tool reports,
// and where the output tells of more than that the part of it on what failed: `failures`.
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
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

/** What `pattern` finds, by its groups `name` and `time`; times are in units of `unit` seconds. */
const timed = (output, pattern, unit) =>
  [...output.matchAll(pattern)].map(({ groups }) => ({ name: groups.name, seconds: unit * Number(groups.time) }));

/** Counts of Node's own test runner, and what it says of failures. */
async function node_test(name, ...files) {
  const result = await outcome(command(name, process.execPath, ['--test', '--test-reporter=spec', ...files]));
  const count = (word) => Number(new RegExp(`^\\S+ ${word} (\\d+)$`, 'm').exec(result.output)?.[1] ?? 0);
  const counts = { passed: count('pass'), failed: count('fail') + count('cancelled'), skipped: count('skipped') };
  const output = result.output.slice(Math.max(0, result.output.indexOf('failing tests:')));
  const tests = timed(result.output, /^✔ (?<name>.*) \((?<time>[\d.]+)ms\)$/gm, 0.001);
  return { ...counted({ ...result, output }, counts), tests };
}

const doctest_flags = ['--no-colors', '--duration=true'];
const doctest_rule = /^={79}\n/m; // above every test case of which something is printed

/** What doctest says of the cases that failed; the whole end, where none did and the program broke off. */
function doctest_failures(output) {
  const failures = output.split(doctest_rule).filter((part) => /(ERROR|FATAL ERROR|WARNING): /.test(part));
  return failures.length ? failures.join('') : output;
}

async function doctest(running) {
  const result = await outcome(running);
  const tests = timed(result.output, /^(?<time>[\d.]+) s: (?<name>.*)$/gm, 1);
  return { ...counted(result, doctest_counts(result.output)), failures: doctest_failures(result.output), tests };
}

const json_report = (name) => {
  const path = join(log_folder, name);
  rmSync(path, { force: true });
  return { path, read: () => (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined) };
};

/** The doctest binary of a native preset: native-debug has the sanitizers, and leaves long runs to wasm. */
export async function native_units(tools, preset) {
  const args = preset === 'native-debug' ? [...doctest_flags, '--test-suite-exclude=long run'] : doctest_flags;
  return { ...(await doctest(tools.run(`units-${preset}`, `build/${preset}/unit_tests_native`, args))), skipped: 0 };
}

const wasm_tests = 'build/web-release/unit_tests_simd.cjs';

/** The same tests as wasm, in Node, but for those that need a graphics card: they run below. */
export async function wasm_units() {
  const args = [wasm_tests, ...doctest_flags, '--test-suite-exclude=graphics card'];
  return { ...(await doctest(command('units-wasm', process.execPath, args))), skipped: 0 };
}

/** Files of unit tests in which one of `words` stands. */
const tests_with = (words) =>
  readdirSync(join(repository, 'tests/unit'))
    .filter((name) => name.endsWith('_test.cpp'))
    .filter((name) => words.test(readFileSync(join(repository, 'tests/unit', name), 'utf8')));

/**
 * Those that go through all devices. In both the kernels against their reference: in Node they go the ways that are meant
 * for cards, in Chromium those for programs. What is made of kernels, up to whole runs of every demo, where visitors have it.
 */
const device_tests = {
  node: /check_devices_agree/,
  chromium: /available_devices|check_devices_agree|TestGpu/,
};

/** Those once more, on WebGPU as well. `where`: 'node' or 'chromium'. The note names the adapter. */
export const webgpu_units = (where) => async (chromium) => {
  const files = tests_with(device_tests[where]).map((name) => `*${name}`);
  const args = [wasm_tests, ...doctest_flags, `--source-file=${files.join(',')}`];
  const env = { ...process.env, CHROMIUM: chromium };
  const run = command(`units-webgpu-${where}`, process.execPath, [`tests/webgpu/${where}.mjs`, ...args], { env });
  const result = await doctest(run);
  return { ...result, skipped: 0, note: /^adapter: .*$/m.exec(result.output)?.[0] }; // the others ran before
};

/** Every demo through the headless runner. */
export const headless = () =>
  node_test('headless', ...['runner', 'schema', 'promises'].map((name) => `tests/headless/${name}.test.mjs`));

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
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults = [] } = report.read() ?? {};
  const counts = { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests };
  const tests = testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .map(({ fullName, duration }) => ({ name: fullName, seconds: (duration ?? 0) / 1000 }));
  return { ...counted(result, counts), tests };
}

const specs_of = ({ suites = [], specs = [] }) => [...specs, ...suites.flatMap(specs_of)];

/** The built page in headless Chromium: the tests of a project of playwright.config.ts. */
export async function browser(chromium, project) {
  const report = json_report(`playwright-${project}.json`);
  const env = { ...process.env, CHROMIUM: chromium, PLAYWRIGHT_JSON_OUTPUT_FILE: report.path };
  const result = await outcome(command(`browser-${project}`, tool('playwright'), ['test', `--project=${project}`, '--reporter=list,json'], { env }));
  const told = report.read() ?? {};
  const { expected, flaky, unexpected, skipped } = told.stats ?? {};
  const tests = specs_of(told).map((spec) => ({
    name: spec.title,
    seconds: spec.tests.flatMap(({ results }) => results).reduce((sum, { duration }) => sum + duration / 1000, 0),
  }));
  return { ...counted(result, { passed: expected + flaky, failed: unexpected, skipped }), tests };
}
