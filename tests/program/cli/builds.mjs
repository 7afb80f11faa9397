// Builds a page with Nunjucks and with MDX and prints what came of it, as JSON.
// Arguments: the folder that holds node_modules, the page. It must hold `secret` and `include` to be caught with.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { join } from 'node:path'

const [folder, page] = process.argv.slice(2)
const require = createRequire(join(folder, 'builds.js'))
const nunjucks = require('nunjucks')
const { evaluate } = await import(pathToFileURL(require.resolve('@mdx-js/mdx')))

const source = readFileSync(page, 'utf8')
const environment = new nunjucks.Environment(new nunjucks.Loader(), { autoescape: false })
const rendered = environment.renderString(source, { process: { env: 'leaked' } })

// elements as they would reach a browser: a name, attributes and children
const Fragment = Symbol('fragment')
const element = (tag, { children = [], ...attributes }) => ({ tag, attributes, children: [children].flat(Infinity) })
const runtime = { Fragment, jsx: element, jsxs: element }
const built = (await evaluate(source, runtime)).default({})
const flat = node => typeof node !== 'object' || node === null ? [String(node ?? '')]
  : node.tag === Fragment || typeof node.tag === 'function' ? node.children.flatMap(flat) : [node]
const text = node => typeof node === 'object' && node !== null ? node.children.map(text).join('') : String(node ?? '')
const elements = []
const visit = node => {
  if (typeof node !== 'object' || node === null) return
  if (typeof node.tag === 'string') elements.push([node.tag, node.attributes, text(node)])
  node.children.forEach(visit)
}
flat(built).forEach(visit)
console.log(JSON.stringify({ nunjucks: rendered, mdx: elements }))
