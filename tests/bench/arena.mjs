// Opens contenders, so that all of them answer prepare(task), measure(seconds) and close(), pages and programs alike.
import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { blas_name } from './contenders.mjs';

const most_seconds = 240; // for an answer

const in_time = (answer, what) => {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} took more than ${most_seconds} s`)), most_seconds * 1000);
  });
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
};

/** Of what a page threw: the first line, without the stack. */
const reason = (error) => String(error.message ?? error).replace(/^page\.evaluate: (Error: )?/, '').split('\n')[0];

async function open_page(browser, address, { page: path, alone }) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${address}${path}${alone ? '&alone' : ''}`);
  await page.waitForFunction(() => window.contender, null, { timeout: 60_000 });
  const ask = async (member, argument) => {
    await page.bringToFront();
    const call = ([name, value]) => window.contender[name](value);
    try {
      return await in_time(page.evaluate(call, [member, argument]), member);
    } catch (error) {
      throw new Error(reason(error));
    }
  };
  return {
    prepare: (task) => ask('prepare', task),
    measure: (seconds) => ask('measure', seconds),
    close: () => context.close(),
  };
}

/** A Python that has PyTorch, if there is one: the system's own often has what another one on the path lacks. */
export const torch_python = () =>
  ['python3', '/usr/bin/python3'].find((python) => spawnSync(python, ['-c', 'import torch']).status === 0);

/** What it multiplies with: see torch_blas.py. */
export function torch_blas(python) {
  const { stdout } = spawnSync(python, [join(import.meta.dirname, 'torch_blas.py')], { encoding: 'utf8' });
  return blas_name(JSON.parse(stdout));
}

async function open_python({ assets, python }, { threads }) {
  const script = join(import.meta.dirname, 'torch_bench.py');
  const child = spawn(python, [script, String(threads), join(assets, 'mnist.idx')], {
    env: { ...process.env, OMP_NUM_THREADS: String(threads), OPENBLAS_NUM_THREADS: String(threads) },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ask = async (request) => {
    child.stdin.write(`${JSON.stringify(request)}\n`);
    const { done, value } = await in_time(lines.next(), request[0]);
    if (done) throw new Error('PyTorch ended');
    return JSON.parse(value);
  };
  return {
    prepare: (task) => ask(['prepare', task]),
    measure: async (seconds) => ({ rate: await ask(['measure', seconds]) }),
    close: async () => void child.kill(),
  };
}

/** `place`: {browser, address, assets, python}. */
export const open_contender = (place, contender) =>
  contender.python ? open_python(place, contender) : open_page(place.browser, place.address, contender);
