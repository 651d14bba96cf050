// Moving along a timeline and coming closer: its links do the same without it.

const view = document.querySelector("[data-timeline]");
const LEAST = 30;
const MOST = 3600000;
const STEP = 1.25;
const DRAG = 5;

/** The day of this Julian Day Number, as the server reads it. */
function iso(day) {
  const [sign, year, rest] = new Date((day - 2440588) * 86400000).toISOString().match(/^([+-]?)(\d+)(-\d\d-\d\d)/).slice(1);
  return (sign === "-" ? "-" : "") + year.slice(-4) + rest;
}

const drawing = () => view.querySelector(".drawing");
const svg = () => view.querySelector(".drawing > svg");

/** The days that are shown, and where on the page they lie. */
function scale() {
  const form = view.querySelector("form.years");
  const box = svg().getBoundingClientRect();
  const unit = box.width / svg().viewBox.baseVal.width;
  return {
    from: +form.dataset.from,
    until: +form.dataset.until,
    piece: form.dataset.piece,
    left: box.left + svg().dataset.left * unit,
    width: svg().dataset.years * unit,
  };
}

let wanted = null;
let busy = false;

/** Shows other days, or the same in another width; when asked for many at once, the last of them. */
async function show(days) {
  wanted = days;
  if (busy) return;
  busy = true;
  while (wanted) {
    const { from, until, again } = wanted;
    wanted = null;
    const address = new URL(scale().piece, location.origin);
    address.searchParams.set("from", iso(from));
    address.searchParams.set("until", iso(until));
    const shown = address.pathname.replace(/\/piece\.js$/, "") + address.search;
    address.searchParams.set("width", drawing().clientWidth);
    try {
      const piece = await import(address.href);
      const focused = drawing().contains(document.activeElement);
      const open = [...view.querySelectorAll("details")].map((details) => details.open);
      view.innerHTML = piece.default;
      view.querySelectorAll("details").forEach((details, at) => (details.open = open[at] || false));
      prepare();
      if (focused) drawing().focus({ preventScroll: true });
      if (!again) history.replaceState(null, "", shown);
    } catch {
      wanted = null;
    }
  }
  busy = false;
}

/** Comes closer, or goes away, so that the day at a place on the page stays there. */
function zoom(factor, at) {
  const { from, until, left, width } = scale();
  const now = wanted || { from, until };
  const length = now.until - now.from + 1;
  const longer = Math.round(Math.min(MOST, Math.max(LEAST, length / factor)));
  const part = Math.min(1, Math.max(0, (at - left) / width));
  const first = Math.round(now.from + part * (length - longer));
  show({ from: first, until: first + longer - 1 });
}

function move(part) {
  const { from, until } = wanted || scale();
  const days = Math.round(part * (until - from + 1));
  if (days) show({ from: from + days, until: until + days });
}

const middle = () => {
  const { left, width } = scale();
  return left + width / 2;
};

const keys = {
  ArrowLeft: () => move(-0.25),
  ArrowRight: () => move(0.25),
  "+": () => zoom(STEP, middle()),
  "=": () => zoom(STEP, middle()),
  "-": () => zoom(1 / STEP, middle()),
};

/** Makes a drawing that has just been shown movable. */
function prepare() {
  const place = drawing();
  if (!place) return;
  view.querySelectorAll("[data-keys]").forEach((hint) => (hint.hidden = false));
  place.classList.add("is-movable");
  const held = new Map();
  let start = null;
  let moved = 0;

  place.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    zoom(Math.pow(1.002, -event.deltaY), event.clientX);
  }, { passive: false });

  place.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    held.set(event.pointerId, event.clientX);
    start = [...held.values()];
    moved = 0;
  });
  place.addEventListener("pointermove", (event) => {
    if (!held.has(event.pointerId)) return;
    held.set(event.pointerId, event.clientX);
    if (held.size !== 1) return;
    moved = event.clientX - start[0];
    if (Math.abs(moved) < DRAG) return;
    place.setPointerCapture(event.pointerId);
    svg().style.transform = `translateX(${moved}px)`;
  });
  const release = (event) => {
    if (!held.has(event.pointerId)) return;
    const now = [...held.values()];
    if (held.size === 2) {
      const apart = (places) => Math.max(1, Math.abs(places[0] - places[1]));
      zoom(apart(now) / apart(start), (now[0] + now[1]) / 2);
      moved = DRAG;
    } else if (DRAG <= Math.abs(moved)) {
      move(-moved / scale().width);
    }
    held.clear();
  };
  place.addEventListener("pointerup", release);
  place.addEventListener("pointercancel", release);
  // The end of a drag is no click on the card below it.
  place.addEventListener("click", (event) => {
    if (DRAG <= Math.abs(moved)) event.preventDefault();
    moved = 0;
  }, { capture: true });
  place.addEventListener("dragstart", (event) => event.preventDefault());
  place.addEventListener("keydown", (event) => {
    const action = keys[event.key];
    if (!action || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    action();
  });
}

/** Draws the same days anew when the window has another width. */
function fit() {
  if (!view || !svg()) return;
  const width = drawing().clientWidth;
  if (Math.abs(svg().viewBox.baseVal.width - width) < 8) return;
  const { from, until } = scale();
  show({ from, until, again: true });
}

if (view && svg()) {
  prepare();
  fit();
  let timer = 0;
  addEventListener("resize", () => {
    clearTimeout(timer);
    timer = setTimeout(fit, 150);
  });
}
