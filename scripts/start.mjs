// npm start: everything built, then served on this machine until Ctrl+C. What presets learn beforehand takes minutes that
// nobody needs to wait for: it comes afterwards, and is there when the page is loaded again.
import { build_plain_page, complete_page, prepare } from './pipeline.mjs';
import { serve } from './serve.mjs';
import { main, stage } from './stages.mjs';

await main(async () => {
  const tools = await prepare();
  await build_plain_page(tools);
  await stage('serve', async () => (await serve(undefined, Number(process.env.PORT ?? 0))).address);
  await complete_page(tools);
});
