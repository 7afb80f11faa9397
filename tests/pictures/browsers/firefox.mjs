// Firefox, asked through Marionette, also for what a reader does with its menus: what `steps.mjs` wants of a browser.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'

const PREFERENCES = `user_pref("marionette.port", 0);
user_pref("app.normandy.enabled", false);
user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
`

// the find bar's own finder, and the clipboard after "Copy"
const FIND = `
const [phrase, resolve] = arguments
const { finder } = gBrowser.selectedBrowser
const find = () => new Promise(done => {
  const listener = {
    onFindResult: ({ result }) => { finder.removeResultListener(listener); done(result !== Ci.nsITypeAheadFind.FIND_NOTFOUND) },
    onCurrentSelection() {}, onMatchesCountResult() {}, onHighlightFinished() {},
  }
  finder.addResultListener(listener)
  finder.fastFind(phrase, false, false)
})
const copied = () => {
  const transferable = Cc['@mozilla.org/widget/transferable;1'].createInstance(Ci.nsITransferable)
  transferable.init(null)
  transferable.addDataFlavor('text/plain')
  Services.clipboard.getData(transferable, Services.clipboard.kGlobalClipboard)
  const data = {}
  try { transferable.getTransferData('text/plain', data) } catch { return '' }
  return data.value.QueryInterface(Ci.nsISupportsString).data
}
;(async () => {
  if (!await find()) return null
  Services.clipboard.emptyClipboard(Services.clipboard.kGlobalClipboard)
  goDoCommand('cmd_copy')
  for (let i = 0; i < 100 && !copied(); i++) await new Promise(done => setTimeout(done, 20))
  return copied()
})().then(resolve, error => resolve(String(error)))
`

const TREE = `
const [resolve] = arguments
const service = Cc['@mozilla.org/accessibilityService;1'].getService(Ci.nsIAccessibilityService)
const walk = node => [service.getStringRole(node.role), node.name ?? '',
  [...Array(node.childCount).keys()].map(i => walk(node.getChildAt(i)))]
const count = node => 1 + node[2].reduce((sum, child) => sum + count(child), 0)
// the page's process tells of its tree when it has it
;(async () => {
  let before = 0
  for (let i = 0; i < 100; i++) {
    const top = service.getAccessibleFor(gBrowser.selectedBrowser)
    const tree = top && walk(top)
    if (tree && count(tree) > 2 && count(tree) === before) return tree
    before = tree ? count(tree) : 0
    await new Promise(done => setTimeout(done, 200))
  }
})().then(resolve, error => resolve(String(error)))
`

export const start = async (program, folder) => {
  const profile = join(folder, 'firefox')
  mkdirSync(profile, { recursive: true })
  writeFileSync(join(profile, 'user.js'), PREFERENCES)
  const child = spawn(program, ['--headless', '--no-remote', '--marionette', '--remote-allow-system-access', '--profile', profile, 'about:blank'],
    { stdio: 'ignore', env: { ...process.env, HOME: folder } })
  const active = join(profile, 'MarionetteActivePort')
  for (let i = 0; i < 1200 && !(existsSync(active) && readFileSync(active, 'utf8').trim()); i++) {
    await new Promise(done => setTimeout(done, 50))
  }
  const socket = connect(Number(readFileSync(active, 'utf8')), '127.0.0.1')
  const waiting = []
  const answer = () => new Promise(done => waiting.push(done))
  let data = Buffer.alloc(0), id = 0
  socket.on('data', more => {
    data = Buffer.concat([data, more])
    for (;;) {
      const colon = data.indexOf(':')
      const end = colon + 1 + Number(data.subarray(0, Math.max(colon, 0)))
      if (colon < 0 || data.length < end) return
      waiting.shift()(JSON.parse(data.subarray(colon + 1, end)))
      data = data.subarray(end)
    }
  })
  await answer()
  const send = async (name, parameters = {}) => {
    const message = Buffer.from(JSON.stringify([0, ++id, name, parameters]))
    const answered = answer()
    socket.write(Buffer.concat([Buffer.from(`${message.length}:`), message]))
    const [, , error, result] = await answered
    if (error) throw new Error(`${name}: ${error.message}`)
    return result
  }
  await send('WebDriver:NewSession')
  await send('WebDriver:SetTimeouts', { script: 60000, pageLoad: 60000 })
  const inside = async (context, command, script, args) => {
    await send('Marionette:SetContext', { value: context })
    return (await send(command, { script, args })).value
  }
  return {
    open: async (url, { width, height }) => {
      await send('Marionette:SetContext', { value: 'content' })
      await send('WebDriver:SetWindowRect', { width, height })
      await send('WebDriver:Navigate', { url })
    },
    run: expression => inside('content', 'WebDriver:ExecuteScript', `return ${expression}`, []),
    find: phrase => inside('chrome', 'WebDriver:ExecuteAsyncScript', FIND, [phrase]),
    tree: () => inside('chrome', 'WebDriver:ExecuteAsyncScript', TREE, []),
    shot: async file => {
      await send('Marionette:SetContext', { value: 'content' })
      const { value } = await send('WebDriver:TakeScreenshot', { full: true })
      writeFileSync(file, Buffer.from(value, 'base64'))
    },
    close: async () => {
      await send('Marionette:Quit', { flags: ['eForceQuit'] })
      socket.destroy()
      child.kill()
    },
  }
}
