// npm run format: clang-format over our C++.
import { cpp_files } from './sources.mjs';
import { prepare_toolchain } from './pipeline.mjs';
import { main, stage } from './stages.mjs';

await main(async () => {
  const tools = await prepare_toolchain();
  await stage('format', () => tools.run('format', 'clang-format', ['-i', ...cpp_files()]));
});
