"use strict";
/*
 * Keeps what was typed on this machine until it is saved: over an expired login, a lost network,
 * a closed tab, a conflict, a record deleted meanwhile. Only fields that differ, under the
 * account's own key, for seven days; never hidden, password or file fields, nor what is marked
 * personal. Before a form is sent it asks whether the login still lives. Without this script the
 * server answers a form sent after the login has ended with the form to be sent again.
 * What was sent, but never answered, keeps its one-time token: if the server has stored it after
 * all, it says so instead of storing it twice. What was never sent takes the new form's token.
 */
window.addEventListener("DOMContentLoaded", () => {
  const PREFIX = "kyodo-input:";
  const DAYS_KEPT = 7;
  const PAUSE = 500; // milliseconds after the last key
  const form = document.querySelector("form[data-keep-input]");

  function stored(key) {
    try {
      return JSON.parse(localStorage.getItem(key)) || null;
    } catch {
      return null;
    }
  }
  function keys() {
    return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
  }

  /* Ending the work here empties this machine; so does time. */
  let leaving = false;
  document.getElementById("logout-form")?.addEventListener("submit", () => {
    leaving = true;
    keys().forEach((key) => localStorage.removeItem(key));
  });
  const oldest = Date.now() - DAYS_KEPT * 24 * 60 * 60 * 1000;
  keys()
    .filter((key) => !(stored(key)?.at > oldest))
    .forEach((key) => localStorage.removeItem(key));
  /* A page that tells of a success: what was sent to get there is saved. */
  if (document.querySelector(".messagelist .success")) {
    keys()
      .filter((key) => stored(key)?.sent)
      .forEach((key) => localStorage.removeItem(key));
  }
  if (!form) {
    return;
  }

  const texts = form.dataset;
  const key = `${PREFIX}${texts.keepInput}:${location.pathname}`;
  const version = () => form.querySelector("[name=expected_version]")?.value || "";
  const token = form.querySelector("[name=once_token]");
  let sentBefore; // the token under which what was restored here may be stored already

  function kept(field) {
    const kind = field.type;
    return (
      field.name &&
      !["hidden", "password", "file", "submit", "button", "image", "reset"].includes(kind) &&
      !field.closest("[data-personal], [data-not-kept]") &&
      !field.closest(".empty-form")
    );
  }
  /* name → list of values, as a form sends them. */
  function values() {
    const found = {};
    for (const field of form.elements) {
      if (!kept(field)) continue;
      found[field.name] ??= [];
      if (field.type === "checkbox" || field.type === "radio") {
        if (field.checked) found[field.name].push(field.value);
      } else if (field.tagName === "SELECT") {
        for (const option of field.selectedOptions) found[field.name].push([option.value, option.text]);
      } else {
        found[field.name].push(field.value);
      }
    }
    return found;
  }
  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

  let opened = {};
  let timer = 0;
  function keep() {
    window.clearTimeout(timer);
    timer = 0;
    const now = values();
    const changed = Object.fromEntries(
      Object.entries(now).filter(([name, value]) => !same(value, opened[name])),
    );
    if (Object.keys(changed).length === 0) {
      localStorage.removeItem(key);
      return;
    }
    try {
      localStorage.setItem(
        key,
        JSON.stringify({ at: Date.now(), version: version(), values: changed, token: sentBefore }),
      );
    } catch {
      /* No room on this machine: the form works as it does without this script. */
    }
  }

  function notice(text, kind = "warn") {
    const box = document.createElement("div");
    box.className = `notice notice--${kind} kept-input`;
    box.setAttribute("role", "alert");
    box.append(Object.assign(document.createElement("p"), { textContent: text }));
    form.querySelectorAll(":scope > .kept-input").forEach((old) => old.remove());
    form.prepend(box);
    box.scrollIntoView({ block: "nearest" });
    return box;
  }
  function button(label, act) {
    const made = Object.assign(document.createElement("button"), {
      type: "button",
      className: "button",
      textContent: label,
    });
    made.addEventListener("click", act);
    return made;
  }

  /* Rows that were added by hand are there again before their fields are filled. */
  function makeRows(names) {
    for (const total of form.querySelectorAll("[name$=-TOTAL_FORMS]")) {
      const prefix = total.name.slice(0, -"-TOTAL_FORMS".length);
      const wanted = names
        .filter((name) => name.startsWith(`${prefix}-`))
        .map((name) => Number.parseInt(name.slice(prefix.length + 1), 10))
        .filter(Number.isInteger);
      const add = document.querySelector(`#${CSS.escape(prefix)}-group .add-row a`);
      for (let row = Number(total.value); add && row <= Math.max(-1, ...wanted); row += 1) add.click();
    }
  }
  function fill(field, value) {
    if (field.type === "checkbox" || field.type === "radio") {
      field.checked = value.includes(field.value);
    } else if (field.tagName === "SELECT") {
      for (const [code, text] of value) {
        if (![...field.options].some((option) => option.value === code)) {
          field.append(new Option(text, code));
        }
      }
      const codes = value.map(([code]) => code);
      for (const option of field.options) option.selected = codes.includes(option.value);
      window.django?.jQuery?.(field).trigger("change");
    } else {
      field.value = value[0] ?? "";
    }
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  function restore(draft) {
    if (token && draft.token) {
      sentBefore = draft.token;
      token.value = sentBefore;
    }
    makeRows(Object.keys(draft.values));
    for (const [name, value] of Object.entries(draft.values)) {
      const fields = [...form.elements].filter((field) => field.name === name && kept(field));
      fields.forEach((field, place) =>
        fill(field, fields.length > 1 && field.type === "text" ? [value[place]] : value),
      );
    }
    keep();
  }

  function offer() {
    const draft = stored(key);
    if (!draft) return;
    const now = values();
    const differing = Object.entries(draft.values).filter(([name, value]) => !same(value, now[name]));
    if (differing.length === 0 || (draft.sent && draft.version !== version())) {
      localStorage.removeItem(key);
      return;
    }
    const when = new Date(draft.at).toLocaleString("ja-JP", { dateStyle: "long", timeStyle: "short" });
    let text = texts.keepFound.replace("{count}", differing.length).replace("{when}", when);
    if (draft.version !== version()) text += ` ${texts.keepMoved}`;
    const box = notice(text, "info");
    box.append(
      button(texts.keepRestore, () => {
        restore(draft);
        box.remove();
      }),
      button(texts.keepDiscard, () => {
        localStorage.removeItem(key);
        box.remove();
      }),
    );
  }

  window.setTimeout(() => {
    opened = values();
    offer();
    form.addEventListener("input", () => {
      window.clearTimeout(timer);
      timer = window.setTimeout(keep, PAUSE);
    });
    form.addEventListener("change", keep);
    window.addEventListener("pagehide", () => timer && !leaving && keep());
    window.addEventListener("storage", (event) => {
      if (event.key === key && event.newValue) notice(texts.keepElsewhere);
    });
  }, 0);

  /* Before sending: does the login live, and is there a way to the server at all? */
  let asked = false;
  form.addEventListener("submit", async (event) => {
    if (asked) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const pressed = event.submitter;
    keep();
    try {
      const answer = await fetch(texts.keepAlive, {
        headers: { Accept: "application/json" },
        cache: "no-store",
        redirect: "error",
      });
      if (!answer.ok) throw new TypeError("no login");
      const { user, token } = await answer.json();
      if (String(user) !== texts.keepInput) {
        notice(texts.keepOther);
        return;
      }
      for (const field of form.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = token;
    } catch {
      const online = await fetch(texts.keepReach, { cache: "no-store" }).then(
        (answer) => answer.ok,
        () => false,
      );
      const box = notice(online ? texts.keepEnded : texts.keepOffline);
      if (online) {
        const link = Object.assign(document.createElement("a"), {
          href: texts.keepLogin,
          target: "_blank",
          rel: "noopener",
          textContent: texts.keepLoginText,
        });
        box.append(link);
      }
      return;
    }
    const draft = stored(key);
    if (draft) {
      localStorage.setItem(key, JSON.stringify({ ...draft, sent: true, token: token?.value }));
    }
    asked = true;
    leaving = true;
    form.requestSubmit(pressed);
    asked = false;
  }, true);
});
