// The package as it is installed: run in a folder that has it in node_modules, with GOVDRAW_ROOT naming the sources for their pages.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import * as govdraw from 'govdraw';
import * as core from 'govdraw/core';
import { load } from 'govdraw/web';

const example = (name) => readFileSync(path.join(process.env.GOVDRAW_ROOT, 'examples', name));
const page = example('delivery-group.md');
const small = '# Rules\n\n## Upper level\n\n### Board\n\nDecides.\n\n## Lower level\n\n### Team\n\nRoles: Lead\n';

test('a page becomes its pictures', () => {
  for (const style of ['simple', 'flow', 'poster']) {
    const made = govdraw.render(page, { style, name: 'delivery-group.md' });
    assert.ok(made.ok && made.picture.startsWith('<svg') && made.alt.length > 20);
    assert.equal(core.render(page, { style, name: 'delivery-group.md' }).picture, made.picture);
  }
  const png = govdraw.render(small, { format: 'png', width: 300 });
  assert.equal(Buffer.from(png.picture).readUInt32BE(16), 300);
  const pdf = govdraw.render(small, { format: 'pdf', paper: 'A4', style: 'poster' });
  assert.equal(Buffer.from(pdf.picture.subarray(0, 5)).toString(), '%PDF-');
  const wide = govdraw.render(small, { style: 'poster', layoutWidth: 700, theme: 'dark', role: 'Lead', provenance: 'none' });
  assert.match(wide.picture, /width="700"/);
});

test('texts and bytes are the same', () => {
  const made = govdraw.render(small).picture;
  for (const form of [Buffer.from(small), new TextEncoder().encode(small).buffer]) assert.equal(govdraw.render(form).picture, made);
  assert.throws(() => govdraw.render(7), TypeError);
});

test('errors are values with their places', () => {
  const made = govdraw.render('{"levels": 3}', { name: 'rules.json' });
  assert.equal(made.ok, false);
  const { severity, file, line, column, message } = made.findings[0];
  assert.deepEqual([severity, file, line, column], ['error', 'rules.json', 1, 12]);
  assert.ok(message.length > 5);
  assert.match(govdraw.render(small, { style: 'flwo' }).findings[0].message, /did you mean `flow`/);
  assert.match(govdraw.render(small, { stlye: 'flow' }).findings[0].message, /stlye/);
  assert.equal(govdraw.render(new Uint8Array([0xff, 0xfe, 0xfd])).ok, false);
  assert.match(core.render(small, { format: 'png' }).findings[0].message, /png/);
});

test('a page is checked, told, and exported', () => {
  const broken = small.replace('### Team', 'Team');
  assert.ok(govdraw.lint(page).findings.every(({ severity }) => severity !== 'error'));
  assert.ok(govdraw.lint(broken).findings.length > 0);
  assert.equal(govdraw.lint('# Nothing').ok, false);
  assert.ok(govdraw.outline(small).parts.some((part) => part.line === 5 && part.words === 'Board'));
  assert.match(govdraw.describe(small, { to: 'html' }).text, /<h2|<ul|<p/);
  assert.ok(govdraw.describe(small, { alt: 'poster' }).text.length > 10);
  const model = JSON.parse(govdraw.export(small).text);
  assert.equal(model.levels[0].functions[0].name, 'Board');
  assert.match(govdraw.export(small, { to: 'mermaid' }).text, /flowchart/);
  assert.ok(govdraw.schema('theme').schema.properties);
  assert.equal(govdraw.schema('pages').ok, false);
  assert.ok(govdraw.themes().includes('dark') && govdraw.icons().length > 50);
  assert.equal(govdraw.mend(small).text, small);
});

test('a model comes back out of its picture', () => {
  const model = govdraw.export(page, { name: 'delivery-group.md' }).text;
  for (const format of ['svg', 'png', 'pdf']) {
    const { picture } = govdraw.render(page, { format, name: 'delivery-group.md' });
    assert.equal(govdraw.extract(picture).text, model);
  }
  assert.equal(govdraw.extract('<svg/>').ok, false);
});

test('themes, fonts, icons and logos come as bytes', () => {
  const crest = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24'><path d='M0 0h24v24z' fill='#123456'/></svg>";
  const named = `---\ngovdraw: {logo: crest.svg, logo_alt: C}\n---\n${small}`;
  assert.match(govdraw.render(named, { style: 'poster' }).findings[0].message, /crest\.svg/);
  const made = govdraw.render(named, { style: 'poster', files: { 'crest.svg': crest } });
  assert.match(made.picture, /123456/);
  assert.equal(govdraw.render(named, { style: 'poster', files: (name) => (name === 'crest.svg' ? crest : null) }).picture, made.picture);
  const own = govdraw.render(small, { theme: { name: 't.yaml', data: 'base: dark\n' } });
  assert.ok(own.ok && own.picture !== govdraw.render(small).picture);
  const wrong = govdraw.render(small, { theme: { name: 't.yaml', data: 'base: gvouk\n' } });
  assert.deepEqual([wrong.findings[0].file, wrong.findings[0].line], ['t.yaml', 1]);
  assert.match(govdraw.render(small, { fonts: [new Uint8Array(10)] }).findings[0].message, /font 1/);
  assert.ok(govdraw.render(small, { settings: { title: 'Other' } }).picture.includes('Other'));
});

test('the modules start from bytes, as in a browser', async () => {
  const bytes = readFileSync(new URL(import.meta.resolve('govdraw/wasm/full_bg.wasm')));
  const api = await load(bytes);
  assert.equal(api.render(small).picture, govdraw.render(small).picture);
});

test('what nests deeply, and what is broken, ends nothing', () => {
  const deep = `${small}\n${Array.from({ length: 3000 }, (_, at) => `${'  '.repeat(at)}- x`).join('\n')}`;
  govdraw.lint(deep);
  govdraw.lint(`${'>'.repeat(20_000)} x`);
  govdraw.render(`{"levels":${'['.repeat(50_000)}`, { name: 'a.json' });
  assert.ok(govdraw.render(small).ok);
});
