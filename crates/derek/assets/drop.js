// Dropping files on the first screen: the form works without it.

const form = document.querySelector("form[data-drop]");
const LARGEST = 200 * 1024 * 1024;

if (form) {
  const area = form.querySelector(".drop");
  const input = form.querySelector("input[type=file]");
  const status = form.querySelector(".status");
  const button = form.querySelector("button[type=submit]");
  form.querySelector(".drop-hint").hidden = false;

  const send = () => {
    const size = [...input.files].reduce((sum, file) => sum + file.size, 0);
    if (LARGEST < size) {
      status.textContent = form.dataset.tooLarge;
      return;
    }
    form.requestSubmit();
  };

  form.addEventListener("submit", () => {
    status.textContent = form.dataset.busy;
    button.disabled = true;
  });
  // Coming back by the browser's history, the form can be used again.
  addEventListener("pageshow", () => {
    status.textContent = "";
    button.disabled = false;
  });
  input.addEventListener("change", send);

  addEventListener("dragover", (event) => {
    event.preventDefault();
    area.classList.add("is-over");
  });
  addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) area.classList.remove("is-over");
  });
  addEventListener("drop", (event) => {
    event.preventDefault();
    area.classList.remove("is-over");
    if (event.dataTransfer.files.length === 0) return;
    input.files = event.dataTransfer.files;
    send();
  });
}
