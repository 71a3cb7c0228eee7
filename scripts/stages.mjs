// Stages: one progress line each, with how long it took; a failed one says what it tried and what to do.
import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const repository = join(dirname(fileURLToPath(import.meta.url)), '..');
export const log_folder = join(repository, 'build', 'logs');

/** A failure with a remedy: what was tried, what went wrong, what to do. */
export class StageError extends Error {
  constructor(tried, wrong, remedy) {
    super(wrong);
    Object.assign(this, { tried, remedy });
  }
}

const indented = (text) => text.split('\n').join('\n               ');

export function explain(error) {
  const remedy =
    error.remedy ?? 'mend what the message names and run the same command again; finished stages are kept.';
  const wrong = error instanceof StageError ? error.message : (error.stack ?? error.message);
  if (error.tried) process.stderr.write(`\n  tried:       ${indented(error.tried)}`);
  process.stderr.write(`\n  went wrong:  ${indented(wrong)}\n  what to do:  ${indented(remedy)}\n\n`);
}

/** Shows how far a stage has come: on a terminal in its own line, elsewhere in lines below, the first at once, then two a minute. */
function progress_of(line) {
  if (process.stdout.isTTY) return (note) => process.stdout.write(`\r\x1b[K${line}${note}`);
  let last = 0;
  return (note) => {
    if (note && Date.now() - last < 30_000) return;
    if (note) process.stdout.write(`\n    ${note}`);
    else if (last) process.stdout.write(`\n${line}`);
    last = Date.now();
  };
}

/**
 * Runs `work` as a stage named `title` and returns its result; a string is printed behind the time. `work` is given
 * `say(note)`, which shows how far it has come.
 */
export async function stage(title, work) {
  const began = Date.now();
  const line = `${title.padEnd(34)} … `;
  const say = progress_of(line);
  process.stdout.write(line);
  try {
    const result = await work(say);
    say('');
    const note = typeof result === 'string' ? `  ${result}` : '';
    process.stdout.write(`${((Date.now() - began) / 1000).toFixed(1).padStart(6)} s${note}\n`);
    return result;
  } catch (error) {
    say('');
    process.stdout.write('failed\n');
    throw error;
  }
}

/** Runs a script to its end: the time all stages took and the text that `work` returned, or what failed and an exit status of 1. */
export async function main(work) {
  const began = Date.now();
  try {
    const closing = await work();
    process.stdout.write(`${'total'.padEnd(34)} … ${((Date.now() - began) / 1000).toFixed(1).padStart(6)} s\n`);
    if (closing) process.stdout.write(`\n${closing}\n`);
  } catch (error) {
    explain(error);
    process.exitCode = 1;
  }
}

/**
 * Runs a command with its output kept in build/logs/<name>.log and returns it; throws a StageError with the log's end
 * if it fails. `options`: those of spawn, `remedy`, `on_output(text)`, and `excerpt(output)`, what to show of a failure.
 */
export function command(name, program, args, options = {}) {
  mkdirSync(log_folder, { recursive: true });
  const path = join(log_folder, `${name}.log`);
  const log = createWriteStream(path);
  const tried = `${program} ${args.join(' ')}`.slice(0, 300);
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: repository, ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        log.write(chunk);
        options.on_output?.(chunk.toString());
        if (options.echo) process.stdout.write(chunk);
      });
    }
    child.on('error', (error) => reject(new StageError(tried, error.message, `install ${program} and run again.`)));
    child.on('close', (code, signal) => {
      log.end(() => {
        const output = readFileSync(path, 'utf8');
        if (code === 0) return resolve(output);
        const end = options.excerpt?.(output) || output.trimEnd().split('\n').slice(-25).join('\n');
        const remedy = options.remedy ?? 'mend what it names and run the same command again; finished stages are kept.';
        const error = new StageError(
          tried,
          `${signal ?? `exit ${code}`}\n${end}`,
          `${remedy}\nThe whole output is in ${relative(process.cwd(), path)}.`,
        );
        reject(Object.assign(error, { output }));
      });
    });
  });
}
