// A host for a folder, for tests.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';

const KINDS = { html: 'text/html', js: 'text/javascript', css: 'text/css', json: 'application/json', wasm: 'application/wasm' };

/** Serves a folder as a folder of a host, for any must do; its address is in `address`. */
export async function host(folder) {
  const server = createServer((request, response) => {
    const name = new URL(request.url, 'http://x').pathname.replace(/^\/some\/folder\//, '') || 'index.html';
    try {
      const body = readFileSync(path.join(folder, name));
      response.writeHead(200, { 'Content-Type': KINDS[name.split('.').pop()] ?? 'text/plain' }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  return { address: `http://127.0.0.1:${server.address().port}/some/folder/`, close: () => server.close() };
}
