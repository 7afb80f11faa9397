// Takes a browser through steps, one start for all of them, and writes what each step found, as JSON.
// Arguments: the browser's name here, its program, a folder for its profile, a file of steps, the file to write. A step is an object with one of
// `open` (an address; with `width`, `height` and `scheme`), `run` (an expression; its value), `find` (phrases; what is copied
// of each, null where it is not found), `tree` (what readers are told: role, name, children), `print`, `shot` (a file).
import { readFileSync, writeFileSync } from 'node:fs'

const [name, program, folder, file, result] = process.argv.slice(2)
const { start } = await import(`./${name}.mjs`)
const browser = await start(program, folder)
const found = []
try {
  for (const step of JSON.parse(readFileSync(file, 'utf8'))) {
    if (step.open) found.push(await browser.open(step.open, { width: 1280, height: 900, scheme: 'light', ...step }))
    else if (step.run) found.push(await browser.run(step.run))
    else if (step.tree) found.push(await browser.tree())
    else if (step.print) found.push(await browser.print(step.print))
    else if (step.shot) found.push(await browser.shot(step.shot))
    else if (step.find) {
      const copies = []
      for (const phrase of step.find) copies.push(await browser.find(phrase))
      found.push(copies)
    }
  }
} finally {
  await browser.close()
}
writeFileSync(result, JSON.stringify(found.map(value => value ?? null)))
process.exit(0)
