// Prints the text of a PDF as pdf.js finds it. Arguments: the folder that holds node_modules, the PDF.
import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { join } from 'node:path'

const [folder, path] = process.argv.slice(2)
const script = join(folder, 'node_modules/pdfjs-dist/legacy/build/pdf.mjs')
const { getDocument } = await import(pathToFileURL(script))
const file = await getDocument({ data: new Uint8Array(readFileSync(path)), verbosity: 0 }).promise
for (let number = 1; number <= file.numPages; number++) {
  const { items } = await (await file.getPage(number)).getTextContent()
  console.log(items.map(item => item.str + (item.hasEOL ? '\n' : '')).join(''))
}
