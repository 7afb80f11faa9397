// For Node: the whole, with PNG and PDF. The module is read from beside this file when it is first used.
import { readFileSync } from 'node:fs';
import * as glue from './wasm/full.js';
import { api } from './api.js';

const all = api(glue, () => glue.initSync({ module: readFileSync(new URL('./wasm/full_bg.wasm', import.meta.url)) }));
export const { render, lint, outline, describe, extract, schema, mend, themes, icons } = all;
const exported = all.export;
export { exported as export };
