"use strict";
/*
 * What a form does for the one who types: Ctrl+S saves, text areas grow, leaving with unsaved
 * text asks first, and last year's value is taken over by a button. Without this script the
 * form works the same, only less kindly.
 */
window.addEventListener("DOMContentLoaded", () => {
  const form = document.querySelector("form.record-form");
  if (!form) {
    return;
  }
  const editable = form.querySelector(".submit-row input[type=submit]");

  /* Text areas grow with their text; engines with field-sizing do so by themselves. */
  const grows = !CSS.supports("field-sizing", "content");
  function grow(area) {
    area.style.height = "auto";
    area.style.height = `${area.scrollHeight + 2}px`;
  }
  for (const area of grows ? form.querySelectorAll("textarea") : []) {
    grow(area);
    area.addEventListener("input", () => grow(area));
  }

  /* Leaving with unsaved text. */
  const values = () => new URLSearchParams(new FormData(form)).toString();
  let saved = "";
  let leaving = false;
  window.setTimeout(() => {
    saved = form.querySelector(".notice--error, ul.errorlist") ? "" : values();
  }, 0);
  form.addEventListener("submit", () => {
    leaving = true;
  });
  window.addEventListener("beforeunload", (event) => {
    if (editable && !leaving && values() !== saved && !document.body.classList.contains("popup")) {
      event.preventDefault();
      event.returnValue = form.dataset.leaveText;
    }
  });

  document.addEventListener("keydown", (event) => {
    const isSave = (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "s";
    if (isSave && editable) {
      event.preventDefault();
      form.requestSubmit(form.querySelector("[name=_continue]") || editable);
    }
  });

  /* Last year's value: a text, or for partners and forms a list of [id, name]. */
  function takeOver(target, value) {
    if (target.matches("select[multiple]")) {
      const kept = JSON.parse(value).map(([id, name]) => new Option(name, id, true, true));
      target.replaceChildren(...kept);
      window.django.jQuery(target).trigger("change");
    } else if ("value" in target) {
      target.value = value;
      target.dispatchEvent(new Event("input", { bubbles: true }));
    } else {
      const ids = JSON.parse(value).map(([id]) => String(id));
      for (const box of target.querySelectorAll("input[type=checkbox]")) {
        box.checked = ids.includes(box.value);
      }
    }
  }
  for (const button of form.querySelectorAll(".same-as-last-year")) {
    const target = document.getElementById(button.dataset.target);
    button.hidden = target === null;
    button.addEventListener("click", () => takeOver(target, button.dataset.value));
  }
});
