// How long the modules take beside the program. `node speed.js PACKAGE PROGRAM`
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const [folder, program] = process.argv.slice(2).map((name) => path.resolve(name));
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');
const page = path.join(root, 'examples/delivery-group.md');
const bytes = readFileSync(page);

const begun = performance.now();
const full = await import(pathToFileURL(path.join(folder, 'index.js')));
full.render(bytes, { style: 'flow' });
console.log(`first SVG, module and all: ${Math.round(performance.now() - begun)} ms`);

const least = (times) => Math.min(...times);
for (const format of ['svg', 'pdf', 'png']) {
  for (const style of ['flow', 'poster']) {
    const own = Array.from({ length: 25 }, () => {
      const start = performance.now();
      full.render(bytes, { style, format, name: 'delivery-group.md' });
      return performance.now() - start;
    });
    console.log(`${format} ${style}: ${least(own).toFixed(1)} ms at best, ${own.sort((a, b) => a - b)[12].toFixed(1)} in the middle`);
  }
}
const start = performance.now();
spawnSync(process.execPath, ['-e', `import(${JSON.stringify(pathToFileURL(path.join(folder, 'core.js')).href)}).then((m) => m.render('# A\\n\\n## Upper level\\n\\n### B\\n'))`]);
console.log(`a script with core, from its start to its end: ${Math.round(performance.now() - start)} ms`);
const run = performance.now();
execFileSync(process.execPath, [path.join(folder, 'bin.js'), 'lint', page, '--quiet']);
console.log(`npx govdraw lint: ${Math.round(performance.now() - run)} ms`);
const nativeRun = performance.now();
execFileSync(program, ['lint', page, '--quiet']);
console.log(`govdraw lint: ${Math.round(performance.now() - nativeRun)} ms`);
