type Api = typeof import('./index.js');
type Source = URL | string | Request | Response | Promise<Response> | BufferSource | WebAssembly.Module;

/** Starts the module with PNG and PDF; where nothing is said, from beside this file. */
export function load(source?: Source): Promise<Api>;

/** Starts the smaller module, which makes SVG alone. */
export function loadCore(source?: Source): Promise<Api>;
