// What the module draws is what the repository keeps of the program's pictures: tests/goldens has them without fonts, and under an id
// that is made of what is drawn.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { render } from 'govdraw/core';

const root = process.env.GOVDRAW_ROOT;

/** Without fonts and what describes the file, and with one name in the place of the id. */
const bare = (svg) => {
  const id = svg.match(/\sid="([^"]*)"/)[1];
  return svg
    .replace(/<style\b[^]*?<\/style>\s*/g, '')
    .replace(/<metadata\b[^]*?<\/metadata>\s*/g, '')
    .replaceAll(id, 'ID')
    .replaceAll('\n', '')
    .replace(/ font-family="[^"]*"/g, '');
};

test('every example is the picture that is kept of it', () => {
  let count = 0;
  for (const page of readdirSync(path.join(root, 'examples'))) {
    for (const style of ['simple', 'flow', 'poster']) {
      const kept = path.join(root, 'tests/goldens', `${page.replace(/\.[^.]*$/, '')}-${style}.svg`);
      if (!existsSync(kept)) continue;
      const made = render(readFileSync(path.join(root, 'examples', page)), { style, name: page });
      assert.equal(bare(made.picture), bare(readFileSync(kept, 'utf8')), kept);
      count += 1;
    }
  }
  assert.ok(count >= 12, `${count}`);
});
