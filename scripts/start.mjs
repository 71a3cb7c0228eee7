// npm start: everything built, then served on this machine until Ctrl+C.
import { build_all } from './pipeline.mjs';
import { serve } from './serve.mjs';
import { main, stage } from './stages.mjs';

await main(async () => {
  await build_all();
  await stage('serve', async () => (await serve(undefined, Number(process.env.PORT ?? 0))).address);
});
