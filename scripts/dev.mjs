// npm run dev: the page from its sources, reloaded as they change; C++ is compiled again when it does.
import { existsSync, watch } from 'node:fs';
import { join } from 'node:path';
import { build_drafts, draft_folder, prepare } from './pipeline.mjs';
import { explain, main, repository } from './stages.mjs';

const compiled = ['engine', 'demos', 'web/ui', 'web/trainer', 'cmake'];

/** Calls `work` after files changed and things have been quiet for a moment, never twice at once. */
function when_quiet(work) {
  let timer;
  let running = Promise.resolve();
  return () => {
    clearTimeout(timer);
    timer = setTimeout(() => (running = running.then(work)), 300);
  };
}

await main(async () => {
  const tools = await prepare();
  await build_drafts(tools);
  process.env.GRADLAB_WASM = draft_folder;
  const { createServer } = await import('vite');
  const server = await createServer({
    configFile: join(repository, 'vite.config.ts'),
    server: { port: Number(process.env.PORT ?? 8080) },
  });
  await server.listen();
  server.printUrls();
  const compile = when_quiet(() => build_drafts(tools).then(() => server.ws.send({ type: 'full-reload' }), explain));
  for (const folder of compiled.filter((name) => existsSync(join(repository, name))))
    watch(join(repository, folder), { recursive: true }, compile);
});
