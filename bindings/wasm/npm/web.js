// For browsers and whatever has no files: the caller starts the module.
import * as full from './wasm/full.js';
import * as core from './wasm/core.js';
import { api } from './api.js';

/** Starts the module with PNG and PDF, from an address, a response or bytes. */
export async function load(source = new URL('./wasm/full_bg.wasm', import.meta.url)) {
  await full.default({ module_or_path: source });
  return api(full, () => {});
}

/** Starts the smaller module, which makes SVG alone. */
export async function loadCore(source = new URL('./wasm/core_bg.wasm', import.meta.url)) {
  await core.default({ module_or_path: source });
  return api(core, () => {});
}
