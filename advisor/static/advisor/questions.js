// What the questions can do beyond links and forms. They work without this file.
"use strict";

const find = (selector, root = document) => root.querySelector(selector);
const findAll = (selector, root = document) => [...root.querySelectorAll(selector)];

// --- keyboard: digits choose, Enter continues, ? lists the keys; never while typing

const typing = (target) => target.matches("input[type=text], textarea, select, [contenteditable]");
const keys = find("#keys");

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  if (event.key === "?" && keys) keys.showModal();
  if (/^[1-9]$/.test(event.key)) choose(Number(event.key) - 1);
  if (event.key === "Enter" && event.target === document.body) find(".submit .btn")?.click();
  if (event.key === "Escape") findAll(".dock[open]").forEach((dock) => dock.removeAttribute("open"));
});

function choose(index) {
  const question = document.activeElement.closest?.(".question") || nearestQuestion();
  const inputs = question ? findAll(".choices input", question) : [];
  if (!inputs[index]) return;
  inputs[index].focus();
  inputs[index].click();
}

function nearestQuestion() {
  return findAll(".question").find((question) => {
    const box = question.getBoundingClientRect();
    return box.height > 0 && box.bottom > 120;
  });
}

// --- the panel: always open beside the questions, also where CSS cannot hold it open

if (!CSS.supports("selector(::details-content)")) {
  const beside = matchMedia("(min-width: 45.01rem)");
  const unfold = () => findAll(".dock").forEach((dock) => (dock.open = beside.matches));
  unfold();
  beside.addEventListener("change", unfold);
  document.body.addEventListener("htmx:afterSettle", unfold);
}

// --- an option that stands alone takes the others back, and is taken back by them

document.addEventListener(
  "change",
  ({ target }) => {
    const field = target.closest?.(".question");
    if (!field || !target.matches("[type=checkbox], [type=text]")) return;
    const alone = "alone" in target.dataset;
    if (target.type === "checkbox" && !target.checked) return;
    for (const other of findAll("[type=checkbox]", field)) {
      if (other !== target && (alone || "alone" in other.dataset)) other.checked = false;
    }
    if (alone) findAll("[type=text]", field).forEach((text) => (text.value = ""));
  },
  true,
);

// --- a folded group opens for an address that points into it

function unfold() {
  const target = location.hash && document.getElementById(location.hash.slice(1));
  const group = target && target.closest("details.group:not([open])");
  if (!group) return;
  group.open = true;
  target.scrollIntoView();
}
addEventListener("hashchange", unfold);
unfold();

// --- links beside the live questions follow the answers in the address

document.body.addEventListener("htmx:afterSettle", () => {
  for (const link of findAll(".asking .term, .asking .side p a")) link.search = location.search;
});

// --- live answers: only what was said is sent

document.body.addEventListener("htmx:configRequest", ({ detail: { formData } }) => {
  for (const [name, value] of [...formData]) {
    if (!value || (name.startsWith("importance.") && value === "normal")) formData.delete(name);
  }
});

// --- live answers: say so when the network fails

const failure = find("#network-failure");
if (failure) {
  for (const event of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
    document.body.addEventListener(event, () => (failure.hidden = false));
  }
  document.body.addEventListener("htmx:afterOnLoad", () => (failure.hidden = true));
}
