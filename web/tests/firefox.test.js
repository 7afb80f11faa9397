// The page for browsers in Firefox as a system has it, which Playwright cannot drive: it is spoken to by WebDriver BiDi.
// GOVDRAW_PROGRAM names the program, GOVDRAW_FIREFOX the browser, GOVDRAW_PAGE_TOOLS a folder with puppeteer-core.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { host } from './host.js';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const packages = path.join(root, 'target/packages');
const tools = createRequire(path.join(process.env.GOVDRAW_PAGE_TOOLS, 'x.js'));
const { launch } = (await import(pathToFileURL(tools.resolve('puppeteer-core')))).default;

let browser;
let server;

before(async () => {
  server = await host(path.join(packages, 'web'));
  browser = await launch({ browser: 'firefox', executablePath: process.env.GOVDRAW_FIREFOX, headless: true, timeout: 60_000 });
});

after(async () => {
  await browser?.close();
  server?.close();
});

/** Waits until more was drawn than this. */
const drawn = async (page, than = 0) => {
  await page.waitForFunction((least) => Number(document.body.dataset.drawn ?? 0) > least, { timeout: 60_000 }, than);
  return page.evaluate(() => Number(document.body.dataset.drawn));
};

for (const [words, address] of [
  ['a folder of any host', () => server.address],
  ['one file from disk', () => pathToFileURL(path.join(packages, 'govdraw.html')).href],
]) {
  test(`${words}: a page is typed, seen, and saved as the program draws it`, async () => {
    const page = await browser.newPage();
    const faults = [];
    page.on('pageerror', (error) => faults.push(error.message));
    await page.goto(address());
    const first = await drawn(page);
    // what is saved, in the place of the file that the browser would ask about
    await page.evaluate(() => {
      const make = URL.createObjectURL.bind(URL);
      URL.createObjectURL = (blob) => {
        window.saved = blob.arrayBuffer().then((bytes) => btoa(Array.from(new Uint8Array(bytes), (one) => String.fromCharCode(one)).join('')));
        return make(blob);
      };
      HTMLAnchorElement.prototype.click = () => {};
    });
    for (const format of ['svg', 'pdf']) {
      await page.evaluate(() => { window.saved = null; });
      await page.click(`[data-save=${format}]`);
      await page.waitForFunction(() => window.saved, { timeout: 60_000 });
      const bytes = Buffer.from(await page.evaluate(() => window.saved), 'base64');
      const cwd = path.join(root, 'examples');
      const expected = execFileSync(process.env.GOVDRAW_PROGRAM, ['render', 'delivery-group.md', '--style', 'simple', '--format', format, '-o', '-'], { cwd, stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 1 << 28 });
      assert.ok(bytes.equals(expected), `the ${format} is not the program's`);
    }
    await page.focus('#text');
    await page.keyboard.press('x');
    await drawn(page, first);
    const content = readFileSync(path.join(root, 'examples/delivery-group.md'), 'utf8');
    assert.equal((await page.$eval('#text', (area) => area.value)).length, content.length + 1);
    assert.equal(await page.$$eval('#picture svg', (all) => all.length), 1);
    assert.deepEqual(faults, []);
    await page.close();
  });
}
