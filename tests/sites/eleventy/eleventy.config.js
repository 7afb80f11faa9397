import { govukEleventyPlugin } from '@x-govuk/govuk-eleventy-plugin'

export default function (config) {
  config.addPlugin(govukEleventyPlugin)
  // the pictures beside the pages, as files; a change of one needs no build of its own
  config.addPassthroughCopy('app/**/*.svg')
  return { dir: { input: 'app' } }
}
