// Parses a flow chart with Mermaid and prints the texts of its nodes and groups and its arrows' labels, as JSON.
// Arguments: the folder that holds node_modules, the chart.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { join } from 'node:path'

const [folder, chart] = process.argv.slice(2)
const require = createRequire(join(folder, 'charts.js'))
const { JSDOM } = require('jsdom')
// Mermaid cleans labels with the help of a page
globalThis.window = new JSDOM('').window
globalThis.document = globalThis.window.document
const { default: mermaid } = await import(pathToFileURL(require.resolve('mermaid')))
const text = readFileSync(chart, 'utf8')
await mermaid.parse(text)
const { db } = await mermaid.mermaidAPI.getDiagramFromText(text)
const nodes = [...db.getVertices().values()].map(vertex => vertex.text).filter(text => text.trim())
const groups = db.getSubGraphs().map(group => group.title)
const arrows = db.getEdges().filter(edge => edge.stroke !== 'invisible').map(edge => edge.text ?? '')
console.log(JSON.stringify({ nodes, groups, arrows }))
