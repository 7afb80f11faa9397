// Chromium, asked through its debugging pipe: what `steps.mjs` wants of a browser.
import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-dev-shm-usage',
  '--disable-background-networking', '--disable-component-update', '--disable-sync', '--hide-scrollbars', '--remote-debugging-pipe']

export const start = async (program, folder) => {
  const child = spawn(program, [...FLAGS, `--user-data-dir=${join(folder, 'chromium')}`, 'about:blank'],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] })
  const waiting = new Map(), listeners = new Set()
  let rest = '', id = 0
  child.stdio[4].setEncoding('utf8').on('data', data => {
    const pieces = (rest + data).split('\0')
    rest = pieces.pop()
    for (const message of pieces.map(piece => JSON.parse(piece))) {
      if (message.id) waiting.get(message.id)(message)
      else listeners.forEach(listener => listener(message))
    }
  })
  const raw = (method, params, sessionId) => new Promise((done, fail) => {
    waiting.set(++id, ({ error, result }) => error ? fail(new Error(`${method}: ${error.message}`)) : done(result))
    child.stdio[3].write(JSON.stringify({ id, method, params, sessionId }) + '\0')
  })
  const { targetInfos } = await raw('Target.getTargets')
  const targetId = targetInfos.find(target => target.type === 'page').targetId
  const { sessionId } = await raw('Target.attachToTarget', { targetId, flatten: true })
  const send = (method, params = {}) => raw(method, params, sessionId)
  const once = name => new Promise(done => {
    const listener = message => {
      if (message.method !== name) return
      listeners.delete(listener)
      done(message.params)
    }
    listeners.add(listener)
  })
  await send('Page.enable')
  // to copy takes a page that is in front
  await send('Emulation.setFocusEmulationEnabled', { enabled: true })
  await send('Page.bringToFront')
  await raw('Browser.grantPermissions', { permissions: ['clipboardReadWrite', 'clipboardSanitizedWrite'] })
  const run = async expression => {
    const { result, exceptionDetails } = await send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true, userGesture: true })
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
    return result.value
  }
  return {
    open: async (url, { width, height, scheme }) => {
      await send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: false })
      await send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: scheme }] })
      const loaded = once('Page.loadEventFired')
      await send('Page.navigate', { url })
      await loaded
    },
    run,
    find: phrase => run(`(async phrase => {
      getSelection().removeAllRanges()
      if (!window.find(phrase, false, false, true)) return null
      await navigator.clipboard.writeText('')
      document.execCommand('copy')
      for (let i = 0; i < 100 && !await navigator.clipboard.readText(); i++) await new Promise(done => setTimeout(done, 10))
      return navigator.clipboard.readText()
    })(${JSON.stringify(phrase)})`),
    tree: async () => {
      const { nodes } = await send('Accessibility.getFullAXTree')
      const known = new Map(nodes.map(node => [node.nodeId, node]))
      const walk = node => [node.role?.value ?? '', node.name?.value ?? '', (node.childIds ?? []).map(id => walk(known.get(id)))]
      return walk(nodes[0])
    },
    print: async file => {
      const { data } = await send('Page.printToPDF', { paperWidth: 8.27, paperHeight: 11.69, printBackground: false })
      writeFileSync(file, Buffer.from(data, 'base64'))
    },
    shot: async file => {
      const { data } = await send('Page.captureScreenshot', { format: 'png', captureBeyondViewport: true })
      writeFileSync(file, Buffer.from(data, 'base64'))
    },
    close: () => child.kill(),
  }
}
