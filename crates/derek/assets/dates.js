// A date explained while it is typed, and copied: the page works without it.

const form = document.querySelector("form[data-date]");
const PAUSE = 200;

/** Shows the buttons that copy what stands beside them. */
function offerCopies(root) {
  for (const button of root.querySelectorAll("[data-copy]")) {
    const said = button.parentElement.querySelector("output, code");
    if (!navigator.clipboard || !said) continue;
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(said.textContent);
      button.textContent = button.dataset.done;
    });
  }
}

if (form) {
  const field = form.querySelector("input");
  const answer = document.getElementById("date-answer");
  const status = document.getElementById("date-status");
  let asked = field.value;
  let timer = 0;

  const ask = async () => {
    const text = field.value;
    if (text === asked) return;
    asked = text;
    const query = text.trim() ? "?text=" + encodeURIComponent(text) : "";
    const open = !!answer.querySelector(".exports[open]");
    try {
      const piece = await import(form.dataset.date + query);
      if (asked !== text) return;
      answer.innerHTML = piece.default;
      const exports = answer.querySelector(".exports");
      if (exports) exports.open = open;
      offerCopies(answer);
      const words = [...answer.querySelectorAll(".date-trouble > p:nth-of-type(2), .date-said output, .facts div:first-child")];
      status.textContent = words.map((said) => said.textContent).join(". ");
      history.replaceState(null, "", form.getAttribute("action") + query);
    } catch {
      // The server is gone: the button will say so.
      asked = null;
    }
  };

  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
  offerCopies(answer);
  if (!field.value) field.focus();
}
