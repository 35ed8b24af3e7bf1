// Says at the foot of the window why something that a part of a page sent did not arrive, until something does.
// What the server answers is put there by htmx itself, as base.html tells it.
const unsent = document.getElementById("unsent");

for (const fault of ["htmx:sendError", "htmx:timeout"]) {
  document.body.addEventListener(fault, () => { unsent.textContent = unsent.dataset.unreached; });
}
document.body.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.successful) { unsent.replaceChildren(); }
});
