// Addresses of the compiled modules, as hashed assets.
import relaxed_mt_module from '#wasm/trainer-relaxed-mt.mjs?url';
import relaxed_mt_wasm from '#wasm/trainer-relaxed-mt.wasm?url';
import relaxed_module from '#wasm/trainer-relaxed.mjs?url';
import relaxed_wasm from '#wasm/trainer-relaxed.wasm?url';
import simd_module from '#wasm/trainer-simd.mjs?url';
import simd_wasm from '#wasm/trainer-simd.wasm?url';
import ui_module from '#wasm/ui.mjs?url';
import ui_wasm from '#wasm/ui.wasm?url';
import type { Build } from './worker.ts';

export interface ModuleAddress {
  module: string;
  wasm: string;
}

const absolute = (module: string, wasm: string): ModuleAddress => ({
  module: new URL(module, document.baseURI).href,
  wasm: new URL(wasm, document.baseURI).href,
});

export const trainer_modules: Record<Build, ModuleAddress> = {
  simd: absolute(simd_module, simd_wasm),
  relaxed: absolute(relaxed_module, relaxed_wasm),
  'relaxed-mt': absolute(relaxed_mt_module, relaxed_mt_wasm),
};

export const interface_module: ModuleAddress = absolute(ui_module, ui_wasm);
