// Runs the wasm unit tests in a worker, of Node or of a page, on a device that another thread owns.
import { gpu_proxy } from './proxy.mjs';

/**
 * `code` and `wasm` are the two files of the module. `post(name, values)` calls the owner, at the end with 'exit' and
 * the status.
 */
export function run_tests({ code, wasm, args, subgroups, software }, print, post) {
  const module = {
    arguments: args,
    print,
    printErr: print,
    instantiateWasm(imports, use) {
      WebAssembly.instantiate(wasm, imports).then(({ instance }) => use(instance));
      return {};
    },
    onRuntimeInitialized() {
      const half = false; // the reference works in single precision
      module._gpu_start(subgroups, half, software, true);
    },
    onExit: (status) => post('exit', [status]),
    onAbort: () => post('exit', [1]),
  };
  module.gpu = gpu_proxy(module, post);
  globalThis.Module = module;
  (0, eval)(code); // as a script: it is no module, so that Node runs it by itself
}
