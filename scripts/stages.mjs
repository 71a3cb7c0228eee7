// Stages: one progress line each, with how long it took; a failed one says what it tried and what to do.
import { spawn } from 'node:child_process';
import { mkdirSync, createWriteStream, readFileSync } from 'node:fs';
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

/** Runs `work` as a stage named `title`; ends the process with a plain message if it fails. Returns what `work` returns. */
export async function stage(title, work) {
  const began = Date.now();
  process.stdout.write(`${title.padEnd(34)} … `);
  try {
    const result = await work();
    const note = typeof result === 'string' ? `  ${result}` : '';
    process.stdout.write(`${((Date.now() - began) / 1000).toFixed(1).padStart(6)} s${note}\n`);
    return result;
  } catch (error) {
    process.stdout.write('failed\n\n');
    process.stderr.write(`  tried:       ${error.tried ?? title}\n  went wrong:  ${error.message.split('\n').join('\n               ')}\n`);
    process.stderr.write(`  what to do:  ${error.remedy ?? 'mend what the message names and run the same command again; finished stages are kept.'}\n`);
    process.exit(1);
  }
}

/** Runs a command with its output kept in build/logs/<name>.log; throws a StageError with the log's end if it fails. Returns the output. */
export function command(name, program, args, options = {}) {
  mkdirSync(log_folder, { recursive: true });
  const path = join(log_folder, `${name}.log`);
  const log = createWriteStream(path);
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: repository, ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        log.write(chunk);
        if (options.echo) process.stdout.write(chunk);
      });
    }
    child.on('error', (error) => reject(new StageError(`${program} ${args.join(' ')}`, error.message, `install ${program} and run again.`)));
    child.on('close', (code) => {
      log.end(() => {
        const output = readFileSync(path, 'utf8');
        if (code === 0) return resolve(output);
        const end = output.trimEnd().split('\n').slice(-(options.tail ?? 25)).join('\n');
        reject(new StageError(`${program} ${args.join(' ')}`.slice(0, 300), `exit ${code}\n${end}`,
          options.remedy ?? `the whole output is in ${relative(process.cwd(), path)}; mend what it names and run the same command again.`));
      });
    });
  });
}
