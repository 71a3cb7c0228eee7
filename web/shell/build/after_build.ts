import type { Plugin, ResolvedConfig } from 'vite';

/** A plugin that does `work` once the page is built, and lies in its folder. */
export function after_build(name: string, work: (config: ResolvedConfig) => Promise<void>): Plugin {
  let config: ResolvedConfig;
  return {
    name,
    apply: 'build',
    configResolved(resolved) {
      config = resolved;
    },
    closeBundle: () => work(config),
  };
}
