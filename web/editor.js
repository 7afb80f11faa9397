// The page's text, and the way to a line of it.

/** Where a line starts in a text, and where it ends. */
export function lineRange(text, line) {
  let start = 0;
  for (let at = 1; at < line; at += 1) {
    const end = text.indexOf('\n', start);
    if (end < 0) break;
    start = end + 1;
  }
  const end = text.indexOf('\n', start);
  return [start, end < 0 ? text.length : end];
}

/** Goes to what a finding is about, and selects it. */
export function jump(area, { line, column = 1, endLine = line, endColumn = null }) {
  const text = area.value;
  const [from, until] = lineRange(text, line);
  const [last] = lineRange(text, endLine ?? line);
  // columns count characters; the area counts UTF-16
  const at = (start, to) => start + [...text.slice(start)].slice(0, to - 1).join('').length;
  const start = Math.min(at(from, column ?? 1), text.length);
  const end = endColumn ? Math.max(at(last, endColumn), start) : until;
  area.focus();
  area.setSelectionRange(start, end);
  const style = getComputedStyle(area);
  area.scrollTop = Math.max(0, (line - 3) * parseFloat(style.lineHeight));
  area.scrollLeft = 0;
}
