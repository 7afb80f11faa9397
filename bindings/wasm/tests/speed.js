// How long the module takes once it is warm, beside the program on one core, and how soon it starts. `node speed.js PACKAGE PROGRAM`
// With GOVDRAW_SPEED=strict, which is for a machine that does nothing else and an optimised program, it fails where a bar is passed.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const [folder, program] = process.argv.slice(2).map((name) => path.resolve(name));
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');
const page = path.join(root, 'examples/delivery-group.md');
const bytes = readFileSync(page);
/** Times as long as the program takes. */
const MOST = { svg: 2, pdf: 2, png: 3 };
const MOST_COLD_MS = 400;
const over = [];

const timed = (act) => {
  const start = performance.now();
  act();
  return performance.now() - start;
};
const least = (count, act) => Math.min(...Array.from({ length: count }, () => timed(act)));
const hasTaskset = spawnSync('taskset', ['--version']).status === 0;
/** Runs the program on one core. */
const run = (...args) => spawnSync(hasTaskset ? 'taskset' : program, [...(hasTaskset ? ['-c', '0', program] : []), ...args]);
/** A fresh Node that draws once. */
const cold = (module) => {
  const script = `const start = performance.now();
const { render } = await import(${JSON.stringify(pathToFileURL(path.join(folder, module)).href)});
render((await import('node:fs')).readFileSync(${JSON.stringify(page)}), { style: 'flow' });
console.log(performance.now() - start);`;
  return Number(String(spawnSync(process.execPath, ['--input-type=module', '-e', script]).stdout));
};

for (const module of ['index.js', 'core.js']) {
  const first = Math.min(...Array.from({ length: 5 }, () => cold(module)));
  console.log(`first SVG of ${module}, module and all: ${Math.round(first)} ms`);
  if (first > MOST_COLD_MS) over.push(`first SVG of ${module}`);
}
const full = await import(pathToFileURL(path.join(folder, 'index.js')));
const nothing = least(10, () => run('--version'));
for (const [format, most] of Object.entries(MOST)) {
  for (const style of ['simple', 'flow', 'poster']) {
    const own = least(25, () => full.render(bytes, { style, format, name: 'delivery-group.md' }));
    const native = least(10, () => run('render', page, '--style', style, '--format', format, '-o', '-')) - nothing;
    console.log(`${format} ${style}: ${own.toFixed(1)} ms, the program ${native.toFixed(1)}: ${(own / native).toFixed(2)} times`);
    if (own > native * most) over.push(`${format} ${style}`);
  }
}
const bin = path.join(folder, 'bin.js');
const lint = least(3, () => spawnSync(process.execPath, [bin, 'lint', page, '--quiet']));
console.log(`npx govdraw lint: ${Math.round(lint)} ms, the program ${Math.round(least(3, () => run('lint', page, '--quiet')))} ms`);
if (over.length && process.env.GOVDRAW_SPEED === 'strict') {
  console.error(`slower than it may be: ${over.join(', ')}`);
  process.exitCode = 1;
}
