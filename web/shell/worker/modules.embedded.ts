// In the one file: the build that runs in every browser with SIMD, and no other, since each adds a quarter to its size.
import trainer from '#wasm/trainer-simd.wasm?url';
import ui from '#wasm/ui.wasm?url';
import type { ModuleAddress } from './modules.ts';
import type { Build } from './worker.ts';

export const trainer_modules: Partial<Record<Build, ModuleAddress>> = { simd: { module: '', wasm: trainer } };

export const interface_module: ModuleAddress = { module: '', wasm: ui };
