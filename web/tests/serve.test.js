// What `govdraw serve` shows in Chromium: the three pictures and what there is to say, anew at each save, and nothing moves.
// GOVDRAW_PROGRAM names the program, GOVDRAW_CHROMIUM the browser, GOVDRAW_PAGE_TOOLS a folder with playwright-core and axe-core.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const tools = createRequire(path.join(process.env.GOVDRAW_PAGE_TOOLS, 'x.js'));
const { chromium } = tools('playwright-core');
const axe = readFileSync(tools.resolve('axe-core/axe.min.js'), 'utf8');
const folder = mkdtempSync(path.join(tmpdir(), 'govdraw-serve-'));
const file = path.join(folder, 'delivery-group.md');
const words = readFileSync(path.join(root, 'examples/delivery-group.md'), 'utf8');

let browser;
let program;
let address;

before(async () => {
  cpSync(path.join(root, 'examples/delivery-group.md'), file);
  program = spawn(process.env.GOVDRAW_PROGRAM, ['serve', file, '--quiet'], { stdio: ['ignore', 'pipe', 'ignore'] });
  address = await new Promise((ready) => program.stdout.once('data', (line) => ready(String(line).trim())));
  browser = await chromium.launch({ executablePath: process.env.GOVDRAW_CHROMIUM, args: ['--no-sandbox'] });
});

after(async () => {
  await browser?.close();
  program?.kill();
  rmSync(folder, { recursive: true, force: true });
});

const shown = async (page, than = 0) => {
  await page.waitForFunction((least) => Number(document.body.dataset.shown ?? 0) > least, than, { timeout: 60_000 });
  return Number(await page.evaluate(() => document.body.dataset.shown));
};

test('a save is seen in place: no picture is gone meanwhile, and nothing moves', async () => {
  const page = await browser.newPage({ viewport: { width: 1200, height: 800 } });
  const faults = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
  await page.goto(address);
  const first = await shown(page);
  const alts = () => page.$$eval('img', (all) => all.map((one) => [one.alt.length > 20, one.complete && one.naturalWidth > 0]));
  assert.deepEqual(await alts(), [[true, true], [true, true], [true, true]]);
  assert.equal(await page.locator('#findings li').count() > 0, (await page.textContent('#count')) !== '(none)');
  await page.evaluate(() => {
    document.getElementById('poster').scrollIntoView();
    window.gone = 0;
    window.moved = new Set();
    const look = () => {
      for (const figure of document.querySelectorAll('figure')) {
        const image = figure.querySelector('img');
        if (!image || !image.complete || image.naturalWidth === 0) window.gone += 1;
      }
      window.moved.add(`${document.getElementById('poster').getBoundingClientRect().top} ${window.scrollY}`);
      requestAnimationFrame(look);
    };
    look();
  });
  const before_ = await page.getAttribute('#poster img', 'src');
  writeFileSync(file, words.replace('Delivery group governance', 'Delivery groups'));
  const second = await shown(page, first);
  assert.notEqual(await page.getAttribute('#poster img', 'src'), before_);
  assert.equal(await page.textContent('h1'), 'Delivery groups');
  assert.deepEqual(await page.evaluate(() => [window.gone, window.moved.size]), [0, 1]);
  // an error keeps the pictures and is told, its mend brings them in step
  const kept = await page.getAttribute('#poster img', 'src');
  writeFileSync(file, '{"levels": 3}');
  const third = await shown(page, second);
  assert.match(await page.textContent('#state'), /has errors: the pictures are the last/);
  assert.equal(await page.getAttribute('#poster img', 'src'), kept);
  assert.ok(await page.locator('#findings .error').count());
  writeFileSync(file, words);
  await shown(page, third);
  assert.match(await page.textContent('#state'), /as it was saved last/);
  assert.deepEqual(faults, []);
  await page.close();
});

for (const [look, settings] of [
  ['wide and light', {}],
  ['dark', { colorScheme: 'dark' }],
  ['360 px wide', { viewport: { width: 360, height: 740 } }],
]) {
  test(`axe finds nothing: ${look}`, async () => {
    const context = await browser.newContext({ bypassCSP: true, ...settings });
    const page = await context.newPage();
    await page.goto(address);
    await shown(page);
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => window.axe.run());
    assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html.slice(0, 200))]), []);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth));
    await context.close();
  });
}

test('what the page may not do it cannot', async () => {
  const page = await browser.newPage();
  await page.goto(address);
  await shown(page);
  const asked = await page.evaluate(() => fetch('https://example.org/').then(() => 'asked', () => 'refused'));
  assert.equal(asked, 'refused');
  const framed = await browser.newPage();
  await framed.setContent(`<img src="${address}pictures/flow.svg"><iframe src="${address}"></iframe>`);
  await framed.waitForTimeout(1000);
  assert.equal(await framed.$eval('img', (image) => image.naturalWidth), 0);
  await page.close();
  await framed.close();
});
