// Registers the service worker. A new version is fetched in the background and takes over when the last tab of the old
// one is gone: a run in progress is never interrupted.
export function keep_offline(): void {
  if (!import.meta.env.PROD || !/^https?:$/.test(location.protocol)) return;
  const register = (): void => {
    navigator.serviceWorker?.register('service_worker.js', { updateViaCache: 'none' }).catch(() => {
      // A private window or a visitor's setting forbids it; the page works all the same, only not offline.
    });
  };
  if (document.readyState === 'complete') register();
  else addEventListener('load', register, { once: true });
}
