// Puts a suggested sentence or a picked number where the writer is, without loading the page again.
const form = document.getElementById("writing");
const texts = [...form.querySelectorAll("textarea")];
let last = texts[0];

for (const text of texts) {
  text.addEventListener("focus", () => { last = text; });
}

function insert(words, into) {
  const at = into.selectionStart ?? into.value.length;
  const before = into.value.slice(0, at);
  const space = before && !/\s$/.test(before) ? " " : "";
  into.setRangeText(space + words, at, into.selectionEnd ?? at, "end");
  into.focus();
  into.dispatchEvent(new Event("input", { bubbles: true }));
}

for (const button of form.querySelectorAll("[data-insert]")) {
  button.addEventListener("click", (event) => {
    event.preventDefault();
    insert(button.dataset.insert, last);
  });
}

form.querySelector("[data-pick]")?.addEventListener("click", (event) => {
  event.preventDefault();
  const [into, indicator, area, year, since] = ["into", "indicator", "area", "year", "since"]
    .map((name) => form.elements[`pick-${name}`].value);
  const figure = since ? `${indicator}.change@${area}:${since}..${year}` : `${indicator}@${area}:${year}`;
  insert(`{{${figure}}}`, form.elements[into]);
});

// A save that fails says so, and one that works takes it back.
const unsaved = document.getElementById("unsaved");
for (const fault of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
  form.addEventListener(fault, () => { unsaved.hidden = false; });
}
form.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.successful) { unsaved.hidden = true; }
});
