// Read by the TypeScript compiler, never run.
import { render, lint, export as exported, type Finding } from 'govdraw';
import { load } from 'govdraw/web';
import govdraw from 'govdraw/eleventy';

const made = render('# T', { style: 'poster', theme: 'dark' });
if (made.ok) {
  const svg: string = made.picture;
  console.log(svg, made.alt);
} else {
  // @ts-expect-error: there is none
  console.log(made.picture);
}
const png = render('# T', { format: 'png', scale: 2 });
if (png.ok) {
  const bytes: Uint8Array = png.picture;
  console.log(bytes);
}
// @ts-expect-error: a style that there is not
render('# T', { style: 'flwo' });
const findings: Finding[] = lint('# T').findings;
console.log(findings, exported('# T', { to: 'd2' }), load('x'), govdraw({}, { as: 'inline' }));
