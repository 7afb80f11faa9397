// Puts a picture into a page of Markdown, builds that with the Markdown of many sites, makes what comes of it small, and
// prints what a browser would find inside the picture: words, rules, families, and what became of it around. As JSON.
// Arguments: the folder that holds node_modules, the picture, a Python with `markdown`, a Ruby with kramdown,
// `sphinx-build` with MyST, and `mdbook`; any of these programs may be empty.
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { execFileSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const [folder, picture, python, ruby, sphinx, mdbook] = process.argv.slice(2)
const require = createRequire(join(folder, 'inline.js'))
const { JSDOM } = require('jsdom')
const { minify } = require('html-minifier-terser')
const markdownIt = require('markdown-it')
const govuk = require('markdown-it-govuk')

const svg = readFileSync(picture, 'utf8')
const page = `# Before\n\nSome "words".\n\n${svg}\nAfter *it*.\n`
const place = mkdtempSync(join(tmpdir(), 'inline-'))
const file = join(place, 'page.md')
writeFileSync(file, page)
const plugin = govuk.default ?? govuk
const builders = {
  'markdown-it': () => markdownIt({ html: true, typographer: true }).render(page),
  'markdown-it with GOV.UK': () => markdownIt({ html: true, typographer: true }).use(plugin).render(page),
}
if (python) builders['Python-Markdown'] = () => execFileSync(python, ['-m', 'markdown', '-x', 'extra', '-x', 'smarty', file], { encoding: 'utf8' })
if (ruby) builders.kramdown = () => execFileSync(ruby, ['-rkramdown', '-e', 'puts Kramdown::Document.new(File.read(ARGV[0])).to_html', file], { encoding: 'utf8' })
// what stands between the page's own header and footer
const main = html => new JSDOM(html).window.document.querySelector('main').innerHTML
if (sphinx) builders['Sphinx with MyST'] = () => {
  const source = join(place, 'sphinx')
  mkdirSync(source)
  writeFileSync(join(source, 'conf.py'), "extensions = ['myst_parser']\nhtml_theme = 'basic'\n")
  writeFileSync(join(source, 'index.md'), page)
  execFileSync(sphinx, ['-q', '-W', source, join(place, 'built')])
  return new JSDOM(readFileSync(join(place, 'built/index.html'), 'utf8')).window.document.querySelector('[role=main]').innerHTML
}
if (mdbook) builders.mdBook = () => {
  mkdirSync(join(place, 'src'))
  writeFileSync(join(place, 'book.toml'), '[book]\ntitle = "Book"\n')
  writeFileSync(join(place, 'src/SUMMARY.md'), '- [Page](page.md)\n')
  writeFileSync(join(place, 'src/page.md'), page)
  execFileSync(mdbook, ['build', place], { stdio: 'ignore' })
  return main(readFileSync(join(place, 'book/page.html'), 'utf8'))
}
const small = html => minify(html, { minifyCSS: true, collapseWhitespace: true, conservativeCollapse: true, removeComments: true, removeAttributeQuotes: true })

// the quotes of words are a typographer's to change
const straight = words => words.replace(/[‘’]/g, "'").replace(/[“”]/g, '"')
const seen = html => {
  const { document } = new JSDOM(`<!doctype html><body>${html}</body>`).window
  const root = document.querySelector('svg')
  const after = [...document.querySelectorAll('em')].pop()
  return {
    pictures: document.querySelectorAll('svg').length,
    texts: [...root.querySelectorAll('text')].map(text => straight(text.textContent.trim().replace(/\s+/g, ' '))),
    rules: (root.querySelector('style')?.textContent.match(/[{]/g) ?? []).length,
    fonts: (root.querySelector('style')?.textContent.match(/data:font/g) ?? []).length,
    metadata: straight(root.querySelector('metadata')?.textContent ?? ''),
    after: !after || root.compareDocumentPosition(after) === 4,
    broken: root.querySelectorAll('p, h1, h2, em, code').length,
  }
}
const result = { plain: seen(svg), 'html-minifier': seen(await small(svg)) }
for (const [name, build] of Object.entries(builders)) {
  const html = build()
  result[name] = seen(html)
  result[`${name}, then html-minifier`] = seen(await small(html))
}
console.log(JSON.stringify(result))
