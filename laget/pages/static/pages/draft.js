// Keeps what is written: in this browser at once, in the draft every half minute, and gives back what was not saved.
const EVERY = 30_000; // between two savings in the draft
const KEEP = 1_000; // from a key being pressed until this browser has it
const SENT = "laget:sent"; // which page was sent last
const IGNORED = new Set(["csrfmiddlewaretoken", "seen"]);

const form = document.querySelector("form[data-keep]");
const status = form.querySelector("[data-status]");
const place = `laget:${location.pathname}${location.search}`;

const written = () => {
  const values = {};
  for (const [name, value] of new FormData(form)) {
    if (!IGNORED.has(name)) (values[name] ??= []).push(value);
  }
  return values;
};
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

let saved = written();
let keeping = 0;
let saving = 0;
let blocked = false;

function keep() {
  try {
    localStorage.setItem(place, JSON.stringify({ at: Date.now(), values: written() }));
  } catch {
    // A browser that may keep nothing still has the draft.
  }
}

function forget() {
  try {
    localStorage.removeItem(place);
  } catch {
    // As above.
  }
}

async function save() {
  saving = 0;
  const now = written();
  if (blocked || same(now, saved)) return;
  const data = new FormData(form);
  data.set("autosave", "1");
  try {
    const answer = await fetch(location.href, { method: "POST", body: data, headers: { Accept: "application/json" } });
    const told = await answer.json();
    status.textContent = told.said;
    if (answer.ok) {
      form.elements.seen.value = told.hash;
      saved = now;
      if (same(written(), now)) forget();
    } else if (answer.status === 409) {
      blocked = true; // somebody else wrote: the button shows both texts
    }
  } catch {
    status.textContent = form.dataset.offline;
  }
  if (!blocked && !same(written(), saved)) saving ||= setTimeout(save, EVERY);
}

function changed() {
  clearTimeout(keeping);
  keeping = setTimeout(keep, KEEP);
  if ("autosave" in form.dataset) saving ||= setTimeout(save, EVERY);
}

function put(values) {
  for (const field of form.elements) {
    if (!field.name || IGNORED.has(field.name) || field.type === "submit") continue;
    const kept = values[field.name] ?? [];
    if (field.type === "checkbox" || field.type === "radio") field.checked = kept.includes(field.value);
    else field.value = kept[0] ?? "";
  }
}

function offer(kept) {
  const box = document.createElement("div");
  box.className = "kept";
  box.setAttribute("role", "status");
  const said = document.createElement("p");
  const time = new Date(kept.at).toLocaleString(document.documentElement.lang, { dateStyle: "long", timeStyle: "short" });
  said.textContent = form.dataset.found.replace("{time}", time);
  const buttons = document.createElement("p");
  buttons.className = "actions";
  for (const [text, then] of [
    [form.dataset.restore, () => (put(kept.values), changed())],
    [form.dataset.drop, forget],
  ]) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "plain";
    button.textContent = text;
    button.addEventListener("click", () => {
      then();
      box.remove();
    });
    buttons.append(button, " ");
  }
  box.append(said, buttons);
  form.prepend(box);
}

try {
  // A page that was sent and led on to another was saved; what was kept of it is not needed.
  const sent = sessionStorage.getItem(SENT);
  sessionStorage.removeItem(SENT);
  if (sent && sent !== place) localStorage.removeItem(sent);
  const kept = JSON.parse(localStorage.getItem(place));
  const refused = form.querySelector(".summary") !== null;
  if (kept && !same(kept.values, saved)) offer(kept);
  else if (kept && !refused) forget();
} catch {
  forget();
}
form.addEventListener("input", changed);
form.addEventListener("change", changed);
let isSent = false;
addEventListener("pageshow", () => (isSent = false));
form.addEventListener("submit", (event) => {
  if (isSent) return event.preventDefault(); // a button pressed twice adds one thing
  isSent = true;
  clearTimeout(keeping);
  clearTimeout(saving);
  keep(); // taken away when the page that comes next shows that it was saved
  try {
    sessionStorage.setItem(SENT, place);
  } catch {
    // As above.
  }
});
document.querySelector(".summary[tabindex]")?.focus();
