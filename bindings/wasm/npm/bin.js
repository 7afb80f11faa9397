#!/usr/bin/env node
// The program itself, as WebAssembly, with the files that whoever runs it has.
import { writeSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import process from 'node:process';
import v8 from 'node:v8';

// in Node 20 the short way from WebAssembly into WASI ends the process with a fault once the module's memory has grown
v8.setFlagsFromString('--no-turbo-fast-api-calls');

// what WASI calls these faults, and how long to wait for a reader
const BROKEN_PIPE = 64;
const FAULT = 29;
const MILLISECONDS = 2;

// Node says of its own module for this that it may change: nothing that whoever runs the program can do about it
const { emitWarning } = process;
process.emitWarning = (warning, ...rest) => {
  if (rest[0] !== 'ExperimentalWarning' && rest[0]?.type !== 'ExperimentalWarning') emitWarning.call(process, warning, ...rest);
};
const { WASI } = await import('node:wasi');

const wasi = new WASI({
  version: 'preview1',
  args: ['govdraw', ...process.argv.slice(2)],
  env: { ...process.env, PWD: process.cwd() },
  preopens: { '/': '/' },
});
const module = await WebAssembly.compile(await readFile(new URL('./wasm/govdraw.wasm', import.meta.url)));
const imports = wasi.getImportObject();
const { fd_write: write } = imports.wasi_snapshot_preview1;
imports.wasi_snapshot_preview1.fd_write = (fd, parts, count, written) =>
  fd === 1 || fd === 2 ? writeAll(fd, parts, count, written) : write(fd, parts, count, written);
const instance = await WebAssembly.instantiate(module, imports);
process.exitCode = wasi.start(instance);

// Writes parts of the module's memory to a stream that whoever runs the program may be slow to read: where a pipe is full and does not
// wait by itself, WASI gives up.
function writeAll(fd, parts, count, written) {
  const { buffer } = instance.exports.memory;
  const view = new DataView(buffer);
  let sum = 0;
  for (let part = parts; part < parts + 8 * count; part += 8) {
    let bytes = new Uint8Array(buffer, view.getUint32(part, true), view.getUint32(part + 4, true));
    while (bytes.length > 0) {
      try {
        const some = writeSync(fd, bytes);
        sum += some;
        bytes = bytes.subarray(some);
      } catch ({ code }) {
        if (code !== 'EAGAIN') return code === 'EPIPE' ? BROKEN_PIPE : FAULT;
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, MILLISECONDS);
      }
    }
  }
  view.setUint32(written, sum, true);
  return 0;
}
