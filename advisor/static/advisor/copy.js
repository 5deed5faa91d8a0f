// Copy buttons: shown only where they work, and they say what they did.
for (const button of document.querySelectorAll("[data-copy]")) {
  const idle = button.textContent;
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.querySelector(button.dataset.copy).textContent);
    button.textContent = button.dataset.done;
    setTimeout(() => (button.textContent = idle), 2000);
  });
}
