// The page for browsers, as a folder and as one file, in Chromium: type, see, download, and compare with the program's bytes.
// GOVDRAW_PROGRAM names the program, GOVDRAW_CHROMIUM the browser, GOVDRAW_PAGE_TOOLS a folder with playwright-core and axe-core.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { host } from './host.js';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const packages = path.join(root, 'target/packages');
const tools = createRequire(path.join(process.env.GOVDRAW_PAGE_TOOLS, 'x.js'));
const { chromium } = tools('playwright-core');
const axe = readFileSync(tools.resolve('axe-core/axe.min.js'), 'utf8');
/** On a machine that does nothing else (GOVDRAW_SPEED=strict), the most that a keystroke may take to redrawn SVGs, and the module to its first picture. */
const slack = process.env.GOVDRAW_SPEED === 'strict' ? 1 : 10;
const REDRAWN_MS = 150 * slack;
const FIRST_MS = 1500 * slack;

let browser;
let server;
let address;
const out = mkdtempSync(path.join(tmpdir(), 'govdraw-page-'));

before(async () => {
  server = await host(path.join(packages, 'web'));
  address = server.address;
  browser = await chromium.launch({ executablePath: process.env.GOVDRAW_CHROMIUM, args: ['--no-sandbox'] });
});

after(async () => {
  await browser?.close();
  server?.close();
  rmSync(out, { recursive: true, force: true });
});

async function open(target, settings = {}) {
  const context = await browser.newContext({ acceptDownloads: true, ...settings });
  const page = await context.newPage();
  const asked = [];
  const faults = [];
  page.on('request', (request) => asked.push(request.url()));
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
  await page.addInitScript(() => {
    window.shifted = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) window.shifted += entry.value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await page.goto(target);
  await drawn(page);
  return { context, page, asked, faults };
}

/** Waits until everything that was asked is drawn; gives how often that was. */
async function drawn(page, than = 0) {
  await page.waitForFunction((least) => Number(document.body.dataset.drawn ?? 0) > least, than, { timeout: 60_000 });
  return Number(await page.evaluate(() => document.body.dataset.drawn));
}

async function change(page, act) {
  const before_ = Number(await page.evaluate(() => document.body.dataset.drawn));
  await act();
  await drawn(page, before_);
}

async function saved(page, kind) {
  const [download] = await Promise.all([page.waitForEvent('download'), page.click(`[data-save=${kind}]`)]);
  const file = path.join(out, download.suggestedFilename());
  await download.saveAs(file);
  return { name: download.suggestedFilename(), bytes: readFileSync(file) };
}

const program = (...args) =>
  execFileSync(process.env.GOVDRAW_PROGRAM, args, { cwd: path.join(root, 'examples'), stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 1 << 28 });

async function isWhatTheProgramDraws(page) {
  for (const [style, label] of [['simple', 'Simple visual'], ['poster', 'Poster'], ['flow', 'Flow chart']]) {
    await page.getByRole('tab', { name: label }).click();
    for (const format of ['svg', 'pdf']) {
      const { name, bytes } = await saved(page, format);
      assert.equal(name, `delivery-group-${style}.${format}`);
      const expected = program('render', 'delivery-group.md', '--style', style, '--format', format, '-o', '-');
      assert.ok(bytes.equals(expected), `${name} is not the program's`);
    }
  }
  const { bytes } = await saved(page, 'png');
  assert.equal(bytes.subarray(1, 4).toString(), 'PNG');
  assert.ok((await saved(page, 'text')).bytes.equals(program('describe', 'delivery-group.md', '--to', 'html')));
  assert.ok((await saved(page, 'page')).bytes.equals(readFileSync(path.join(root, 'examples/delivery-group.md'))));
}

test('a folder of any host: what is downloaded is what the program draws, and nothing is asked elsewhere', async () => {
  const { context, page, asked, faults } = await open(address);
  await isWhatTheProgramDraws(page);
  assert.deepEqual(asked.filter((url) => !url.startsWith(address) && !/^(blob|data):/.test(url)), []);
  assert.deepEqual(faults, []);
  // and again without a network
  await page.waitForFunction(() => navigator.serviceWorker?.controller);
  await context.setOffline(true);
  await page.reload();
  await drawn(page);
  assert.ok(await page.locator('#picture svg').count());
  await context.close();
});

test('one file from disk does the same', async () => {
  const { context, page, asked, faults } = await open(pathToFileURL(path.join(packages, 'govdraw.html')).href);
  await isWhatTheProgramDraws(page);
  assert.deepEqual(asked.filter((url) => !/^(file|blob|data):/.test(url)), []);
  assert.deepEqual(faults, []);
  await context.close();
});

test('what is typed is seen, soon, and without a shift', async () => {
  const { context, page } = await open(address);
  const first = await page.evaluate(() => performance.getEntriesByName('govdraw:redrawn')[0]);
  const begun = first.startTime + first.duration;
  assert.ok(begun < FIRST_MS, `the first picture after ${begun} ms`);
  await change(page, () => page.selectOption('#example', 'digital-services.md'));
  for (const letter of 'abcdefgh') await change(page, () => page.locator('#text').press(letter));
  const times = await page.evaluate(() => performance.getEntriesByName('govdraw:redrawn').slice(-8).map((entry) => entry.duration));
  const middle = times.sort((a, b) => a - b)[4];
  console.log(`first picture after ${Math.round(begun)} ms, a keystroke redrawn after ${Math.round(middle)} ms`);
  assert.ok(middle < REDRAWN_MS, `${times}`);
  assert.ok((await page.evaluate(() => window.shifted)) < 0.01);
  await context.close();
});

test('findings lead to their lines, and the outline too', async () => {
  const { context, page } = await open(address);
  const broken = '# T\n\n## Upper level\n\n### Board\n\n## Flows\n\n| From | To | Flow |\n| --- | --- | --- |\n| Board | Bord | x |\n';
  await change(page, () => page.fill('#text', broken));
  await page.locator('#findings button', { hasText: 'Line 11' }).first().click();
  const picked = await page.evaluate(() => {
    const area = document.getElementById('text');
    return area === document.activeElement && area.value.slice(area.selectionStart, area.selectionEnd);
  });
  assert.equal(picked, 'Bord');
  await change(page, () => page.fill('#text', broken.replace('Bord', 'Board')));
  await page.click('#outline-part summary');
  await page.locator('#outline button', { hasText: /^5$/ }).first().click();
  const line = await page.evaluate(() => {
    const area = document.getElementById('text');
    return area.value.slice(area.selectionStart, area.selectionEnd);
  });
  assert.equal(line, '### Board');
  await context.close();
});

test('looks are the program’s options', async () => {
  const { context, page } = await open(address);
  await page.getByRole('tab', { name: 'Flow chart' }).click();
  await change(page, () => page.selectOption('#theme', 'govuk'));
  await change(page, () => page.selectOption('#paper', 'A3'));
  await change(page, () => page.selectOption('#orientation', 'portrait'));
  await change(page, () => page.selectOption('#direction', 'right'));
  await change(page, async () => {
    const role = await page.locator('#role option').nth(1).getAttribute('value');
    await page.selectOption('#role', role);
  });
  const role = await page.inputValue('#role');
  const expected = program('render', 'delivery-group.md', '--style', 'flow', '--theme', 'govuk', '--paper', 'A3', '--orientation', 'portrait', '--direction', 'right', '--role', role, '--format', 'svg', '-o', '-');
  assert.ok((await saved(page, 'svg')).bytes.equals(expected));
  await context.close();
});

test('everything can be done with keys, larger and smaller too', async () => {
  const { context, page } = await open(address);
  await page.focus('#tab-simple');
  await page.keyboard.press('ArrowRight');
  assert.equal(await page.getAttribute('#tab-flow', 'aria-selected'), 'true');
  await page.focus('#picture');
  const width = () => page.evaluate(() => document.querySelector('#picture svg').getBoundingClientRect().width);
  const fitted = await width();
  await page.keyboard.press('+');
  assert.ok((await width()) > fitted);
  await page.keyboard.press('0');
  assert.ok(Math.abs((await width()) - fitted) < 1);
  const named = await page.evaluate(() => [...document.querySelectorAll('button, select, input, textarea')].filter((one) => one.tabIndex >= 0).length);
  assert.ok(named > 15);
  await context.close();
});

for (const [words, settings] of [
  ['wide and light', {}],
  ['dark', { colorScheme: 'dark' }],
  ['360 px wide', { viewport: { width: 360, height: 740 } }],
]) {
  test(`axe finds nothing: ${words}`, async () => {
    const { context, page } = await open(address, settings);
    await page.click('#outline-part summary');
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => window.axe.run());
    assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html.slice(0, 200))]), []);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth));
    await context.close();
  });
}
