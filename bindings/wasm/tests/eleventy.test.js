// A site of Eleventy 3 with the plugin, built, and built again while it is watched.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import Eleventy from '@11ty/eleventy';
import govdraw from 'govdraw/eleventy';
import { render } from 'govdraw';

const root = mkdtempSync(path.join(process.cwd(), 'site-'));
after(() => rmSync(root, { recursive: true, force: true }));
process.chdir(root);

const rules = `---\ntitle: Rules\n---\n# Rules\n\n## Upper level\n\n### Board\n\nDecides.\n\n## Lower level\n\n### Team\n\nRoles: Lead\n\n## Pictures\n
<!-- govdraw:begin flow -->
<!-- govdraw:end -->

<!-- govdraw:begin poster as=inline -->
<!-- govdraw:end -->

<!-- govdraw:begin text -->
<!-- govdraw:end -->
`;
mkdirSync('src/team', { recursive: true });
mkdirSync('data');
writeFileSync('src/rules.md', rules);
writeFileSync('src/team/index.njk', '<h1>Team</h1>{% govdraw "data/other.md", "poster", { theme: "dark" } %}{% govdrawText "data/other.md" %}');
const other = '# Other\n\n## Upper level\n\n### Council\n\nMeets.\n\n## Lower level\n\n### Crew\n\nRoles: Hand\n';
writeFileSync('data/other.md', other);

const build = async (settings, page = {}) => {
  const eleventy = new Eleventy('src', '_site', {
    quietMode: true,
    configPath: false,
    config: (config) => config.addPlugin(govdraw, settings),
    ...page,
  });
  await eleventy.write();
};

test('markers and shortcodes become pictures and texts', async () => {
  await build({ quiet: true });
  const built = readFileSync('_site/rules/index.html', 'utf8');
  assert.match(built, /<img src="rules-flow\.svg" alt="[^"]*Board[^"]*" width="\d+" height="\d+">/);
  assert.match(built, /<svg[^>]*id="rules-poster"/);
  assert.doesNotMatch(built, /govdraw:begin/);
  assert.ok(built.split('Board').length > 4);
  const made = render(rules, { style: 'flow', name: 'src/rules.md' });
  assert.equal(readFileSync('_site/rules/rules-flow.svg', 'utf8'), made.picture);
  const team = readFileSync('_site/team/index.html', 'utf8');
  assert.match(team, /<img src="other-poster\.svg"/);
  assert.match(team, /Crew/);
  assert.equal(readFileSync('_site/team/other-poster.svg', 'utf8'), render(other, { style: 'poster', theme: 'dark', name: 'data/other.md' }).picture);
});

test('pictures stand in the page where that is asked', async () => {
  await build({ quiet: true, as: 'inline', theme: 'mono' });
  assert.match(readFileSync('_site/rules/index.html', 'utf8'), /<svg[^>]*id="rules-flow"/);
});

test('errors end the build and say where', async () => {
  writeFileSync('data/other.md', '# Nothing here\n');
  await assert.rejects(build({ quiet: true }), (error) => {
    const words = [];
    for (let one = error; one; one = one.originalError) words.push(one.message);
    return words.some((word) => word.includes('data/other.md: error: '));
  });
  writeFileSync('data/other.md', other);
  writeFileSync('src/out.njk', '{% govdraw "../../../etc/passwd" %}');
  await assert.rejects(build({ quiet: true }));
  rmSync('src/out.njk');
});

test('a watched site is built once for each change, and rests', async () => {
  writeFileSync('eleventy.config.mjs', `import govdraw from 'govdraw/eleventy';
export default (config) => { config.addPlugin(govdraw, { quiet: true }); return { dir: { input: 'src' } }; };`);
  const cli = path.resolve('../node_modules/@11ty/eleventy/cmd.cjs');
  const watcher = spawn(process.execPath, [cli, '--watch', '--incremental', '--config=eleventy.config.mjs'], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [watcher.stdout, watcher.stderr]) stream.on('data', (data) => { said += data; });
  const builds = () => said.split(/Wrote \d+ files?/).length - 1;
  const until = async (what, ms = 60_000) => {
    for (let waited = 0; waited < ms; waited += 100) {
      if (what()) return;
      await wait(100);
    }
    assert.fail(said);
  };
  try {
    await until(() => /Watching/.test(said));
    await wait(3000);
    assert.equal(builds(), 1, said);
    writeFileSync('src/rules.md', rules.replaceAll('Board', 'Council'));
    await until(() => builds() === 2 && readFileSync('_site/rules/index.html', 'utf8').includes('Council'));
    await wait(3000);
    assert.equal(builds(), 2, said);
    assert.match(readFileSync('_site/rules/rules-flow.svg', 'utf8'), /Council/);
  } finally {
    watcher.kill();
  }
});
