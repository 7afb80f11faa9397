// Where the boxes, arrows and labels of a picture are, in the units of its outermost viewBox: run in Chromium by peers.py.
const rect = (el, root) => {
  const r = el.getBoundingClientRect(), m = root.getScreenCTM();
  return [(r.left - m.e) / m.a, (r.top - m.f) / m.d, (r.right - m.e) / m.a, (r.bottom - m.f) / m.d];
};
const shape = (el, root) => { // without the stroke
  const b = el.getBBox(), m = root.getScreenCTM().inverse().multiply(el.getScreenCTM());
  const at = (x, y) => [m.a * x + m.c * y + m.e, m.b * x + m.d * y + m.f];
  const [p, q] = [at(b.x, b.y), at(b.x + b.width, b.y + b.height)];
  return [Math.min(p[0], q[0]), Math.min(p[1], q[1]), Math.max(p[0], q[0]), Math.max(p[1], q[1])];
};
const line = (el, root) => {
  const m = root.getScreenCTM().inverse().multiply(el.getScreenCTM());
  return { d: el.getAttribute('d'), m: [m.a, m.b, m.c, m.d, m.e, m.f] };
};
const text = (el, root) => ({ rect: el instanceof SVGTextElement ? shape(el, root) : rect(el, root),
  size: parseFloat(getComputedStyle(el).fontSize), words: el.textContent });
const texts = (els, root) => [...els].map(el => text(el, root)).filter(t => t.words.trim());
const readers = {
  govdraw: (svg, out) => {
    for (const g of svg.querySelectorAll('g[data-node]'))
      for (const box of g.querySelectorAll('[data-part=box]')) out.boxes.push([g.dataset.node, shape(box, svg)]);
    for (const g of svg.querySelectorAll('g[data-flow]'))
      out.arrows.push({ from: g.dataset.from, to: g.dataset.to, ...line(g.querySelector('[data-part=line]'), svg),
        label: texts(g.querySelectorAll('text'), svg) });
  },
  dot: (svg, out) => {
    for (const g of svg.querySelectorAll('g.node'))
      out.boxes.push([g.querySelector('title').textContent, shape(g.querySelector('polygon'), svg)]);
    for (const g of svg.querySelectorAll('g.edge')) {
      const [from, to] = g.querySelector('title').textContent.split('->');
      out.arrows.push({ from, to, ...line(g.querySelector('path'), svg), label: texts(g.querySelectorAll('text'), svg) });
    }
  },
  d2: (svg, out) => {
    const name = g => { try { return atob(g.getAttribute('class').split(' ')[0]).replaceAll('&lt;', '<').replaceAll('&gt;', '>') }
      catch { return '' } };
    for (const g of svg.querySelectorAll('g[class]')) {
      const id = name(g), arrow = id.match(/(n\d+) <?-> (?:\w+\.)*(n\d+)\)\[/);
      if (arrow) out.arrows.push({ from: arrow[1], to: arrow[2], ...line(g.querySelector('path.connection'), svg),
        label: texts(g.querySelectorAll('text'), svg) });
      else if (/^(\w+\.)?n\d+$/.test(id)) out.boxes.push([id.split('.').pop(), shape(g.querySelector('rect'), svg)]);
    }
  },
  mermaid: (svg, out) => {
    for (const g of svg.querySelectorAll('g.node'))
      out.boxes.push([g.id.match(/flowchart-(n\d+)-/)[1], shape(g.querySelector('.label-container'), svg)]);
    for (const path of svg.querySelectorAll('path.flowchart-link')) {
      const [, from, to] = path.dataset.id.split('_');
      const label = svg.querySelectorAll(`g.label[data-id="${path.dataset.id}"] p`);
      out.arrows.push({ from, to, ...line(path, svg), label: texts(label, svg) });
    }
  },
};
async function read(tool, source) {
  const svg = document.importNode(new DOMParser().parseFromString(source, 'image/svg+xml').documentElement, true);
  const box = svg.viewBox.baseVal;
  svg.setAttribute('width', box.width);
  svg.setAttribute('height', box.height);
  svg.style.maxWidth = 'none';
  document.body.append(svg);
  await Promise.all([...document.fonts].map(font => font.load()));
  const out = { boxes: [], arrows: [] };
  readers[tool](svg, out);
  svg.remove();
  return out;
}
const sizes = lines => lines.map(words => {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const text = svg.appendChild(document.createElementNS(svg.namespaceURI, 'text'));
  text.setAttribute('style', 'font: 16px sans-serif');
  text.textContent = words;
  document.body.append(svg);
  const width = text.getBBox().width;
  svg.remove();
  return width;
});
