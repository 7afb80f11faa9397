// Holds the module, so that the page answers to keys while a picture is drawn.
import { load } from './govdraw/web.js';

let begin;
const ready = new Promise((resolve) => {
  begin = resolve;
});

self.addEventListener('message', async ({ data: { id, what, parameters, module } }) => {
  if (what === 'start') {
    begin(load(module));
    return;
  }
  try {
    const api = await ready;
    self.postMessage({ id, result: api[what](...parameters) });
  } catch (error) {
    self.postMessage({ id, error: String(error?.message ?? error) });
  }
});
