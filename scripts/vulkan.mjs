// Vulkan for WebGPU in Node: this machine's graphics card where it is asked for, else what Chromium brings, which is
// software and the same everywhere.
import { existsSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { StageError } from './stages.mjs';

const driver = 'vk_swiftshader_icd.json';
const folders = ['/usr/lib/chromium', '/usr/lib/chromium-browser', '/opt/google/chrome'];

/** The environment for Node. Where VK_DRIVER_FILES is set, it says which driver; '' is any that the machine has. */
export function vulkan_environment(chromium) {
  const { VK_DRIVER_FILES: asked, ...others } = process.env;
  if (asked !== undefined) return asked === '' ? others : process.env;
  const beside = existsSync(chromium) ? [dirname(realpathSync(chromium))] : [];
  const folder = [...beside, ...folders].find((name) => existsSync(join(name, driver)));
  if (folder === undefined) {
    const remedy = 'install Debian’s Chromium, which has one, or name another driver of Vulkan: VK_DRIVER_FILES=…';
    throw new StageError(`${driver} beside ${chromium}`, 'this browser brings no software for Vulkan', remedy);
  }
  return {
    ...others,
    VK_DRIVER_FILES: join(folder, driver),
    LD_LIBRARY_PATH: folder, // the loader of drivers lies there too
    XDG_RUNTIME_DIR: others.XDG_RUNTIME_DIR ?? tmpdir(), // the driver asks for it, and needs it only for windows
  };
}
