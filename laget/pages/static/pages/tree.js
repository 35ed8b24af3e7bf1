// Dragging in the tree, on top of its buttons: dropped on a row it goes inside, on the upper edge before it.
const form = document.querySelector("form[data-tree]");
const EDGE = 0.35; // of a row's height
let dragged = null;

const clear = () => form.querySelectorAll(".row").forEach((row) => row.classList.remove("before", "into"));

function aim(event) {
  const row = event.target.closest(".row");
  const item = row?.closest("li");
  if (!item || !dragged || dragged.contains(item)) return null;
  const box = row.getBoundingClientRect();
  return { row, item, before: event.clientY < box.top + box.height * EDGE };
}

for (const item of form.querySelectorAll("li")) item.draggable = true;
form.addEventListener("dragstart", (event) => {
  dragged = event.target.closest("li");
  dragged.classList.add("dragged");
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", dragged.dataset.id);
});
form.addEventListener("dragover", (event) => {
  clear();
  const to = aim(event);
  if (!to) return;
  event.preventDefault();
  to.row.classList.add(to.before ? "before" : "into");
});
form.addEventListener("dragend", () => {
  clear();
  dragged?.classList.remove("dragged");
  dragged = null;
});
form.addEventListener("drop", (event) => {
  const to = aim(event);
  if (!to) return;
  event.preventDefault();
  const values = {
    id: dragged.dataset.id,
    within: to.before ? to.item.dataset.within : to.item.dataset.id,
    before: to.before ? to.item.dataset.id : "",
  };
  for (const [name, value] of Object.entries(values)) {
    const field = form.elements[name];
    field.disabled = false;
    field.value = value;
  }
  form.requestSubmit();
});
