// The page of chromium.mjs: it owns the device, a worker runs the tests.
import { type Call, own_device } from './owner.ts';

declare global {
  interface Window {
    /** The exit status. */
    run_tests(args: string[]): Promise<number>;
  }
}

const complain = (sentence: string): void => console.error(sentence);

window.run_tests = async (args) => {
  const owner = await own_device((navigator as Partial<NavigatorGPU>).gpu, complain);
  if (owner === null) {
    complain('WebGPU finds no adapter');
    return 1;
  }
  console.log(`adapter: ${owner.name}`);
  const worker = new Worker('worker.js', { type: 'module' });
  worker.onmessage = ({ data }: MessageEvent<Call>) => owner.receive(data);
  worker.onerror = ({ message }) => {
    complain(message);
    owner.receive({ name: 'exit', values: [1] });
  };
  const code = await (await fetch('tests.cjs')).text();
  const wasm = await (await fetch('tests.wasm')).arrayBuffer();
  worker.postMessage({ code, wasm, args, subgroups: owner.subgroups, software: owner.software });
  return owner.status;
};
