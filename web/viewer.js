// A picture in its window: fitted, larger, smaller, moved by hand.
const STEP = 1.25;
const MOST = 8;
const LEAST = 0.05;

export function viewer(window_, output) {
  /** `null` fits the window. */
  let zoom = null;
  let own = 0;

  const fitted = () => Math.min(1, (window_.clientWidth || 1) / (own || 1));
  const place = () => {
    const svg = window_.querySelector('svg');
    if (!svg) return;
    svg.style.width = `${own * (zoom ?? fitted())}px`;
    output.textContent = zoom === null ? 'Fit' : `${Math.round(zoom * 100)} %`;
  };
  const to = (next) => {
    const before = zoom ?? fitted();
    const middle = [window_.scrollLeft + window_.clientWidth / 2, window_.scrollTop + window_.clientHeight / 2];
    zoom = next === null ? null : Math.min(MOST, Math.max(LEAST, next));
    place();
    const factor = (zoom ?? fitted()) / before;
    window_.scrollTo(middle[0] * factor - window_.clientWidth / 2, middle[1] * factor - window_.clientHeight / 2);
  };
  const by = (factor) => to((zoom ?? fitted()) * factor);

  let hold = null;
  window_.addEventListener('pointerdown', (event) => {
    if (event.pointerType !== 'mouse' || event.button !== 0 || event.target.closest('a, text')) return;
    hold = { x: event.clientX + window_.scrollLeft, y: event.clientY + window_.scrollTop };
    window_.classList.add('dragging');
    window_.setPointerCapture(event.pointerId);
  });
  window_.addEventListener('pointermove', (event) => {
    if (hold) window_.scrollTo(hold.x - event.clientX, hold.y - event.clientY);
  });
  for (const end of ['pointerup', 'pointercancel']) {
    window_.addEventListener(end, () => {
      hold = null;
      window_.classList.remove('dragging');
    });
  }
  window_.addEventListener('wheel', (event) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    by(event.deltaY < 0 ? STEP : 1 / STEP);
  }, { passive: false });
  window_.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const act = { '+': () => by(STEP), '=': () => by(STEP), '-': () => by(1 / STEP), 0: () => to(null) }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
  new ResizeObserver(place).observe(window_);

  return {
    larger: () => by(STEP),
    smaller: () => by(1 / STEP),
    fit: () => to(null),
    /** Puts an SVG in the place of the one before, without a blank between. */
    show(text) {
      const read = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement;
      own = parseFloat(read.getAttribute('width')) || 0;
      const { scrollLeft, scrollTop } = window_;
      const svg = document.importNode(read, true);
      svg.style.width = `${own * (zoom ?? fitted())}px`;
      window_.replaceChildren(svg);
      window_.scrollTo(scrollLeft, scrollTop);
      place();
    },
  };
}
