// In the browser alone: a worker draws, the examples lie beside, and after the first visit no network is needed.
import { workerEngine } from './engine.js';

export async function start() {
  if ('serviceWorker' in navigator && location.protocol !== 'file:') {
    // a browser that refuses works all the same, with a network
    navigator.serviceWorker.register('sw.js').catch(() => {});
  }
  const worker = new Worker(new URL('worker.js', import.meta.url), { type: 'module' });
  const examples = await (await fetch(new URL('examples.json', import.meta.url))).json();
  return { engine: workerEngine(worker), examples, page: null, changes: () => {} };
}
