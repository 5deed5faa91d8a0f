// What a page can do beyond links and forms. Every page works without this file.
"use strict";

const find = (selector, root = document) => root.querySelector(selector);
const findAll = (selector, root = document) => [...root.querySelectorAll(selector)];

// --- copy buttons: shown only where they work, and they say what they did

for (const button of findAll("[data-copy], [data-copy-link]")) {
  const idle = button.textContent;
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    const source = button.dataset.copy && find(button.dataset.copy);
    await navigator.clipboard.writeText(source ? source.textContent : location.href);
    button.textContent = button.dataset.done;
    setTimeout(() => (button.textContent = idle), 2000);
  });
}

// --- results kept on this device

// An address is kept in the language of the page it stands on; a verdict in every language.

const KEY = "pattern-advisor:saved";
const MOST = 30;
const LANGUAGE = document.documentElement.lang;

function readSaved() {
  try {
    return once(JSON.parse(localStorage.getItem(KEY) || "[]").filter((e) => isOurs(e.address)));
  } catch {
    return [];
  }
}

function isOurs(address) {
  return typeof address === "string" && /^\/[a-z]{2}\/recommendation\/\?/.test(address);
}

function here(address) {
  return address.replace(/^\/[a-z]{2}/, "/" + LANGUAGE);
}

// the first entry of each result, under its address here and with a name that any of them has
function once(entries) {
  const found = new Map();
  for (const entry of entries) {
    const address = here(entry.address);
    const known = found.get(address);
    if (known) known.name ||= entry.name;
    else found.set(address, { ...entry, address });
  }
  return [...found.values()];
}

function words(entry) {
  const { name, verdict, address } = entry;
  return name || (verdict && verdict[LANGUAGE]) || (typeof verdict === "string" && verdict) || address;
}

function writeSaved(entries) {
  const named = entries.filter((entry) => entry.name);
  const visited = entries.filter((entry) => !entry.name).slice(0, MOST);
  try {
    localStorage.setItem(KEY, JSON.stringify([...named, ...visited]));
  } catch {
    // A full or forbidden store loses the history, never the answers: they are in the link.
  }
}

function remember(address, verdict) {
  const entries = readSaved();
  const known = entries.find((entry) => entry.address === address);
  const rest = entries.filter((entry) => entry !== known);
  writeSaved([{ ...known, address, verdict, at: new Date().toISOString() }, ...rest]);
}

const result = find("[data-remember]");
if (result && isOurs(location.pathname + location.search)) {
  remember(location.pathname + location.search, JSON.parse(result.dataset.remember));
}

const last = find("#last-result");
const [latest] = last ? readSaved() : [];
if (latest) {
  const link = find("a", last);
  link.href = latest.address;
  link.textContent = words(latest);
  last.hidden = false;
}

const list = find("#saved-list");
if (list) {
  find("#saved").hidden = false;
  showSaved();
  find("#forget").addEventListener("click", () => {
    localStorage.removeItem(KEY);
    showSaved();
  });
  find("#export").addEventListener("click", () => {
    const file = new Blob([JSON.stringify(readSaved(), null, 2)], { type: "application/json" });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(file);
    link.download = "pattern-advisor-results.json";
    link.click();
    URL.revokeObjectURL(link.href);
  });
  find("#import").addEventListener("change", async (event) => {
    const message = find("#import-message");
    if (!event.target.files.length) return;
    try {
      const entries = JSON.parse(await event.target.files[0].text());
      const ours = once(entries.filter((entry) => entry && isOurs(entry.address)).map(tidied));
      const addresses = new Set(ours.map((entry) => entry.address));
      writeSaved([...ours, ...readSaved().filter((entry) => !addresses.has(entry.address))]);
      message.textContent = message.dataset.done.replace("{count}", ours.length);
    } catch {
      message.textContent = message.dataset.failed;
    }
    event.target.value = ""; // so that the same file can be chosen again
    showSaved();
  });
  find("#two").addEventListener("change", chooseTwo);
}

function chooseTwo() {
  const boxes = findAll("#two input[type=checkbox]");
  const chosen = boxes.filter((box) => box.checked);
  find("#two button[type=submit]").disabled = chosen.length !== 2;
  for (const box of boxes) {
    box.disabled = chosen.length === 2 && !box.checked;
    box.name = box.checked ? "ab"[chosen.indexOf(box)] || "" : "";
  }
}

function tidied({ address, verdict, at, name }) {
  const text = (value) => String(value ?? "").slice(0, 300);
  const kept = Object(verdict) === verdict ? [...Object.entries(verdict)].slice(0, 9) : [];
  const told = kept.map(([language, sentence]) => [language, text(sentence)]);
  return {
    address,
    verdict: kept.length ? Object.fromEntries(told) : text(verdict),
    at: text(at),
    name: text(name).slice(0, 60),
  };
}

function showSaved() {
  const template = find("#saved-entry");
  const entries = readSaved();
  find("#saved-empty").hidden = entries.length > 0;
  list.replaceChildren(
    ...entries.map((entry) => {
      const item = template.content.cloneNode(true);
      const link = find("a", item);
      link.href = entry.address;
      link.textContent = words(entry);
      find(".saved-on", item).textContent = (entry.at || "").slice(0, 10);
      find("input[type=checkbox]", item).value = entry.address;
      const name = find("input[type=text]", item);
      name.value = entry.name || "";
      name.addEventListener("change", () => change(entry, { name: name.value.trim() }));
      find(".forget-one", item).addEventListener("click", () => change(entry, null));
      return item;
    }),
  );
  chooseTwo();
}

function change(entry, values) {
  const entries = readSaved().flatMap((other) => {
    if (other.address !== entry.address) return [other];
    return values ? [{ ...other, ...values }] : [];
  });
  writeSaved(entries);
  showSaved();
}
