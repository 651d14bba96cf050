// Keys for readers: every page works without them.

const findings = () => [...document.querySelectorAll("article.finding")];
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
  j: () => visit((current() ? here : -1) + 1),
  k: () => visit((current() ? here : 1) - 1),
  o: () => {
    const details = current() && current().querySelector(":scope > details");
    if (details) details.open = !details.open;
  },
  a: () => {
    const finding = current();
    const form = finding && finding.querySelector(".accepting");
    if (!form) return;
    finding.querySelector(":scope > details").open = true;
    form.open = true;
    form.querySelector("textarea").focus();
  },
  "?": () => help && help.showModal(),
};

// Same person? A key answers; without a reason it asks for one first, and Enter then answers.
const same = document.querySelector("form[data-same]");
if (same) {
  const because = same.elements.namedItem("because");
  const button = (verdict) => same.querySelector(`button[value="${verdict}"]`);
  let meant = null;
  const answer = (verdict) => {
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
  actions.y = () => answer("same");
  actions.n = () => answer("different");
  actions.s = () => {
    const later = same.querySelector("[data-later]");
    if (later) later.click();
  };
}
const undo = document.querySelector("form[data-undo]");
if (undo) actions.u = () => undo.requestSubmit();

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
  const byPlace = { KeyJ: "j", KeyK: "k", KeyO: "o", KeyA: "a", KeyY: "y", KeyN: "n", KeyS: "s", KeyU: "u" };
  const key = /^[a-z/?]$/i.test(event.key) ? event.key.toLowerCase() : event.code === "Slash" ? (event.shiftKey ? "?" : "/") : byPlace[event.code];
  const action = actions[key];
  if (!action || (help && help.open)) return;
  event.preventDefault();
  action();
});

addEventListener("hashchange", open);
open();

const button = document.querySelector("[data-help]");
if (button && help) {
  button.hidden = false;
  button.addEventListener("click", () => help.showModal());
}
