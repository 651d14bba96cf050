// Keys for readers: every page works without them.

const findings = () => [...document.querySelectorAll("article.finding")];
const isOpen = (finding) => finding.dataset.finding === "open";
const help = document.getElementById("help");
let here = -1;

/** Goes to a finding: shows it, lights its words. */
function visit(at) {
  const all = findings();
  if (all.length === 0) return;
  here = Math.max(0, Math.min(all.length - 1, at));
  const finding = all[here];
  all.forEach((other) => other.classList.toggle("is-here", other === finding));
  document.querySelectorAll("a.mark").forEach((mark) => {
    mark.classList.toggle("is-lit", mark.getAttribute("href") === "#" + finding.id);
  });
  finding.focus({ preventScroll: true });
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  finding.scrollIntoView({ block: "center", behavior: still ? "auto" : "smooth" });
}

/** Goes on to the next finding that waits for an answer, or back; at the end of a part into the next one. */
function step(by) {
  const all = findings();
  let at = current() ? here : by < 0 ? all.length : -1;
  do at += by;
  while (all[at] && !isOpen(all[at]) && all.some(isOpen));
  if (all[at]) return visit(at);
  const beyond = document.querySelector(by < 0 ? "[data-finding-before]" : "[data-finding-after]");
  if (beyond) beyond.click();
}

/** Opens the form of the finding the reader is at, to be sent by one of its buttons. */
function answer(which) {
  const finding = current();
  const form = finding && finding.querySelector(".accepting");
  if (!form) return;
  finding.querySelector(":scope > details").open = true;
  form.open = true;
  form.querySelectorAll("button").forEach((button) => button.classList.toggle("is-meant", button.matches(which)));
  form.querySelector("textarea").focus();
}

/** Opens the finding that the address names. */
function open() {
  const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target || !target.matches("article.finding")) return;
  target.querySelector(":scope > details").open = true;
  here = findings().indexOf(target);
}

/** The finding the reader is at: the one that has the focus, else the last one visited. */
function current() {
  const focused = document.activeElement && document.activeElement.closest("article.finding");
  if (focused) here = findings().indexOf(focused);
  return findings()[here];
}

const actions = {
  "/": () => {
    const search = document.querySelector("[data-search], #big-search");
    if (search) search.focus();
  },
  j: () => step(1),
  k: () => step(-1),
  n: () => step(1),
  p: () => step(-1),
  o: () => {
    const details = current() && current().querySelector(":scope > details");
    if (details) details.open = !details.open;
  },
  a: () => answer("button:not([name])"),
  w: () => answer("button[name]"),
  "?": () => help && help.showModal(),
};

// Same person? A key answers; without a reason it asks for one first, and Enter then answers.
const same = document.querySelector("form[data-same]");
if (same) {
  const because = same.elements.namedItem("because");
  const button = (verdict) => same.querySelector(`button[value="${verdict}"]`);
  let meant = null;
  const judge = (verdict) => {
    meant = verdict;
    ["same", "different"].forEach((one) => button(one).classList.toggle("is-meant", one === verdict));
    if (because.value.trim()) same.requestSubmit(button(verdict));
    else because.focus();
  };
  because.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || !meant) return;
    event.preventDefault();
    if (because.value.trim()) same.requestSubmit(button(meant));
  });
  const earlier = same.querySelector("[data-reasons]");
  if (earlier) {
    earlier.hidden = false;
    earlier.addEventListener("click", (event) => {
      const reason = event.target.closest("button");
      if (!reason) return;
      because.value = reason.textContent;
      because.focus();
    });
  }
  actions.y = () => judge("same");
  actions.n = () => judge("different");
  delete actions.p;
  actions.s = () => {
    const later = same.querySelector("[data-later]");
    if (later) later.click();
  };
}
const undo = document.querySelector("form[data-undo]");
if (undo) actions.u = () => undo.requestSubmit();

// In the reason Enter sends it; Shift and Enter begin a new line.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || !event.target.matches(".accepting textarea")) return;
  const { form } = event.target;
  const button = form.querySelector("button.is-meant");
  if (!button) return;
  event.preventDefault();
  if (event.target.value.trim()) form.requestSubmit(button);
});

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  if (event.key === "Enter" && event.target.matches("article.finding")) {
    actions.o();
    return;
  }
  // By place on the keyboard where the layout has no Latin letters.
  const byPlace = { KeyJ: "j", KeyK: "k", KeyO: "o", KeyA: "a", KeyW: "w", KeyP: "p", KeyY: "y", KeyN: "n", KeyS: "s", KeyU: "u" };
  const key = /^[a-z/?]$/i.test(event.key) ? event.key.toLowerCase() : event.code === "Slash" ? (event.shiftKey ? "?" : "/") : byPlace[event.code];
  const action = actions[key];
  if (!action || (help && help.open)) return;
  event.preventDefault();
  action();
});

addEventListener("hashchange", open);
open();

// A check that goes on: how far it is, each second; its findings when they are there.
const checking = document.querySelector("[data-checking]");
if (checking) {
  const PAUSE = 1000;
  const LONGEST = 15000;
  let said = "";
  let failures = 0;
  const look = async () => {
    try {
      const piece = await import(checking.dataset.checking + "?at=" + Date.now());
      failures = 0;
      if (piece.default !== said) checking.innerHTML = said = piece.default;
      if (checking.querySelector("[data-over]")) return location.reload();
    } catch {
      // The server may be busy, or gone.
      failures += 1;
    }
    setTimeout(look, Math.min(LONGEST, PAUSE * 2 ** failures));
  };
  setTimeout(look, PAUSE);
}

const button = document.querySelector("[data-help]");
if (button && help) {
  button.hidden = false;
  button.addEventListener("click", () => help.showModal());
}
