// Builds a page with Nunjucks or with MDX and prints the text that a reader would see.
// Arguments: the folder that holds node_modules, `nunjucks` or `mdx`, the page.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { join } from 'node:path'

const [folder, builder, page] = process.argv.slice(2)
const require = createRequire(join(folder, 'sites.js'))
const source = readFileSync(page, 'utf8')

// a component is what its children are; all else has its children as text
const text = node => Array.isArray(node) ? node.map(text).join('') : String(node ?? '')
const element = (tag, properties) => typeof tag === 'function' ? tag(properties) : ` ${text(properties.children)} `

if (builder === 'nunjucks') {
  const nunjucks = require('nunjucks')
  console.log(new nunjucks.Environment(null, { autoescape: false }).renderString(source, {}))
} else {
  const { evaluate } = await import(pathToFileURL(require.resolve('@mdx-js/mdx')))
  const runtime = { Fragment: 'fragment', jsx: element, jsxs: element, baseUrl: import.meta.url }
  console.log(text((await evaluate(source, runtime)).default({})))
}
