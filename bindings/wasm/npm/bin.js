#!/usr/bin/env node
// The program itself, as WebAssembly, with the files that whoever runs it has.
import { readFile } from 'node:fs/promises';
import process from 'node:process';
import v8 from 'node:v8';

// in Node 20 the short way from WebAssembly into WASI ends the process with a fault once the module's memory has grown
v8.setFlagsFromString('--no-turbo-fast-api-calls');

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
const instance = await WebAssembly.instantiate(module, wasi.getImportObject());
process.exitCode = wasi.start(instance);
