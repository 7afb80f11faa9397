#!/usr/bin/env bash
# image-size 2.1.0 gives an SVG whose viewBox has commas no size, and refuses one with a space in its width.
#
# Guess: the four numbers of a viewBox may be parted by commas, as SVG says, so that "0,0,30,40" is 30 by 40; a length
# may have white space around it.
# Seen: with spaces the size is 30 by 40. With commas width and height are undefined, without an error; with commas and
# spaces the width is undefined and the height right. With " 60 " as its width the picture is said to be no SVG.
# probe-image-size 7.5.0 reads them all.
# So: measure SVG with probe-image-size, or write numbers with single spaces and nothing around them.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit image-size@2.1.0 probe-image-size@7.5.0
cat > sizes.mjs <<'JS'
import assert from 'node:assert';
import { imageSize } from 'image-size';
import probe from 'probe-image-size';

for (const [attributes, size, said] of [
  ['viewBox="0 0 30 40"', '30 by 40', '30 by 40'],
  ['width="60" height="80"', '60 by 80', '60 by 80'],
  ['viewBox="0,0,30,40"', '30 by 40', 'undefined by undefined'],
  ['viewBox="0, 0, 30, 40"', '30 by 40', 'undefined by 40'],
  ['width=" 60 " height="80"', '60 by 80', 'TypeError: Invalid SVG'],
]) {
  const picture = Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" ${attributes}><path d="M0 0h9v9z"/></svg>`);
  const probed = probe.sync(picture);
  let seen;
  try {
    const { width, height } = imageSize(picture);
    seen = `${width} by ${height}`;
  } catch (error) {
    seen = String(error);
  }
  console.log(`${attributes}: ${seen} for image-size 2.1.0, ${probed.width} by ${probed.height} for probe-image-size`);
  assert.strictEqual(`${probed.width} by ${probed.height}`, size, 'probe-image-size gives another size');
  assert.strictEqual(seen, said, 'image-size reads these attributes otherwise now');
}
JS
node sizes.mjs
