// A file of this folder with all that it imports, as one module.
import { join } from 'node:path';
import { build } from 'vite';

export async function bundle(name) {
  const [{ output }] = await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      write: false,
      minify: false,
      target: 'es2022',
      lib: { entry: join(import.meta.dirname, name), formats: ['es'] },
    },
  });
  return output[0].code;
}
