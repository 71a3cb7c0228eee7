// The worker of page.ts.
import { run_tests } from './worker.mjs';

const post = (name, values) => postMessage({ name, values });
onmessage = ({ data }) => run_tests(data, console.log, post);

// Thrown where nobody catches it: out of wasm that met a read of a GPU that has failed.
onunhandledrejection = ({ reason }) => {
  console.log(String(reason?.stack ?? reason));
  post('exit', [1]);
};
