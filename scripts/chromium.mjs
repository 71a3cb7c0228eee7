// A Chromium for the tests: the one that CHROMIUM names, one that is installed, or Debian's through apt.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { command, StageError } from './stages.mjs';

/** The path of a browser that is there, or an empty text. */
export function installed_chromium() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  for (const name of ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']) {
    const found = spawnSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).stdout.trim();
    if (found) return found;
  }
  return '';
}

/** The path of the browser's program; installs one where there is none. */
export async function find_chromium(say = () => {}) {
  const found = installed_chromium();
  if (existsSync(found)) return found;
  const tried = found ? `the browser that CHROMIUM names: ${found}` : 'chromium, google-chrome on PATH';
  if (found || !existsSync('/usr/bin/apt-get') || process.getuid() !== 0) {
    throw new StageError(tried, 'it is not there', 'install Chromium, or name one: CHROMIUM=/path/to/chrome npm test');
  }
  say('installing through apt-get');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const remedy =
    'check that this machine reaches its Debian mirror, then run again; or name a browser: CHROMIUM=/path/to/chrome npm test';
  await command('chromium-update', 'apt-get', ['update'], { env, remedy });
  await command('chromium-install', 'apt-get', ['install', '--yes', '--no-install-recommends', 'chromium'], {
    env,
    remedy,
  });
  return installed_chromium();
}
