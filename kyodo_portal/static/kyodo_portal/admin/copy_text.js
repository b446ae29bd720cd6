"use strict";
/*
 * A button takes a text of the form to the clipboard, and says so. Without this script the
 * button stays away, and the text is marked and copied as any other.
 */
window.addEventListener("DOMContentLoaded", () => {
  for (const button of document.querySelectorAll("button[data-copies]")) {
    const text = document.getElementById(button.dataset.copies);
    if (!text) {
      continue;
    }
    button.hidden = false;
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(text.value);
      } catch {
        /* Outside HTTPS there is no clipboard to write to: mark the text instead. */
        text.select();
        document.execCommand("copy");
        button.focus();
      }
      button.parentElement.querySelector("[role=status]").textContent = button.dataset.done;
    });
  }
});
