// Registers the service worker. A new version is fetched in the background and takes over when the last tab of the old
// one is gone: a run in progress is never interrupted.

/** `in_use`: addresses that workers of the page use, which it cannot see itself. */
export function keep_offline(in_use: () => string[]): void {
  if (!import.meta.env.PROD || !/^https?:$/.test(location.protocol)) return;
  const register = async (): Promise<void> => {
    try {
      await navigator.serviceWorker.register('service_worker.js', { updateViaCache: 'none' });
      const { active } = await navigator.serviceWorker.ready;
      const loaded = performance.getEntriesByType('resource').map(({ name }) => name);
      active?.postMessage([...loaded, ...in_use()]);
    } catch {
      // A private window or a visitor's setting forbids it; the page works all the same, only not offline.
    }
  };
  if (document.readyState === 'complete') void register();
  else addEventListener('load', () => void register(), { once: true });
}
