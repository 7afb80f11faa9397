// node peers-elk.cjs LIBRARY GRAPH TARGET: lays a graph out with elkjs and writes a plain SVG of it, for peers.py.
const { readFileSync, writeFileSync } = require('fs');
const [, , library, graph, target] = process.argv;
const ELK = require(library);
new ELK().layout(JSON.parse(readFileSync(graph, 'utf8'))).then(root => {
  const at = new Map(), out = [], arrows = [];
  const esc = t => t.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
  const text = (label, x, y) => label.text.split('\n').map((line, i) =>
    `<text x="${x}" y="${y + 15 + 19 * i}" style="font: 16px sans-serif">${esc(line)}</text>`).join('');
  const place = (node, x, y) => {
    at.set(node.id, [x, y]);
    if (node.children) {
      if (node !== root) out.push(`<rect x="${x}" y="${y}" width="${node.width}" height="${node.height}" fill="#eee"/>`);
      for (const child of node.children) place(child, x + child.x, y + child.y);
    } else {
      out.push(`<g data-node="${node.id}"><rect data-part="box" x="${x}" y="${y}" width="${node.width}" height="${node.height}"
        fill="#fff" stroke="#000"/>${text(node.labels[0], x + node.labels[0].x, y + node.labels[0].y)}</g>`);
    }
  };
  place(root, 0, 0);
  for (const edge of root.edges) {
    const [x, y] = at.get(edge.container ?? 'root'), s = edge.sections[0];
    const d = [s.startPoint, ...(s.bendPoints ?? []), s.endPoint].map(p => `${x + p.x} ${y + p.y}`).join('L');
    const label = (edge.labels ?? []).map(l => text(l, x + l.x, y + l.y)).join('');
    out.push(`<g data-flow="1" data-from="${edge.sources[0]}" data-to="${edge.targets[0]}"><path data-part="line" d="M${d}"
      fill="none" stroke="#000"/>${label}</g>`);
  }
  const box = `0 0 ${root.width} ${root.height}`;
  writeFileSync(target, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box}">${out.join('')}</svg>`);
}).catch(error => { console.error(error); process.exit(1); });
