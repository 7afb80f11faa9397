// In the browser alone: a worker draws, the examples lie beside, and after the first visit no network is needed.
import { workerEngine } from './engine.js';

const beside = (name) => new URL(name, import.meta.url);

/** The module, asked for here, where nothing has to be waited for first. */
async function compiled() {
  const response = await fetch(beside('govdraw/wasm/full_bg.wasm'));
  if (!response.ok) throw new Error(`the module is not there: ${response.status}`);
  if (response.headers.get('Content-Type') === 'application/wasm') return WebAssembly.compileStreaming(response);
  // from a host that does not know such files
  return WebAssembly.compile(await response.arrayBuffer());
}

export async function start() {
  const module = compiled();
  const worker = new Worker(beside('worker.js'), { type: 'module' });
  const examples = fetch(beside('examples.json')).then((response) => response.json());
  const engine = workerEngine(worker);
  module.then((made) => worker.postMessage({ what: 'start', module: made }), (error) => engine.fail(error));
  if ('serviceWorker' in navigator && location.protocol !== 'file:') {
    // a browser that refuses works all the same, with a network
    navigator.serviceWorker.register('sw.js').catch(() => {});
  }
  return { engine, examples: await examples, page: null, changes: () => {} };
}
