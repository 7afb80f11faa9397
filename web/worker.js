// Holds the module, so that the page answers to keys while a picture is drawn.
import { load } from './govdraw/web.js';

const ready = load();

self.addEventListener('message', async ({ data: { id, what, parameters } }) => {
  try {
    const api = await ready;
    self.postMessage({ id, result: api[what](...parameters) });
  } catch (error) {
    self.postMessage({ id, error: String(error?.message ?? error) });
  }
});
