// npm run build: the static site in dist/.
import { build_all } from './pipeline.mjs';
import { main } from './stages.mjs';

await main(async () => {
  await build_all();
});
