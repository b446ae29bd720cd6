"use strict";
/*
 * Gives each autocomplete the name that its label has on the page: the stock widget leaves
 * its own boxes nameless, so a screen reader says only "edit". Also keeps the order in which
 * several values were chosen, and lets a label's click reach the box.
 */
function nameAutocompletes(jQuery) {
  function nameOf(select) {
    const label = document.querySelector(`label[for="${select.id}"]`);
    return select.getAttribute("aria-label") || (label ? label.firstChild.textContent.trim() : "");
  }

  function nameParts(select) {
    const name = nameOf(select);
    const box = jQuery(select).next(".select2-container")[0];
    if (!name || !box) {
      return;
    }
    const described = select.getAttribute("aria-describedby");
    for (const part of box.querySelectorAll('[role="combobox"], [role="textbox"], .select2-search__field, .select2-selection__rendered')) {
      part.setAttribute("aria-label", name);
      part.removeAttribute("aria-labelledby");
    }
    const focusable = box.querySelector('[role="combobox"]');
    if (described && focusable) {
      focusable.setAttribute("aria-describedby", described);
    }
    for (const open of document.querySelectorAll(".select2-container--open .select2-search__field")) {
      open.setAttribute("aria-label", name);
    }
    for (const list of document.querySelectorAll(".select2-container--open .select2-results__options")) {
      list.setAttribute("aria-label", name);
    }
  }

  function chosen(event) {
    const select = event.target;
    const key = String(event.params.data.id);
    const option = [...select.options].find((one) => one.value === key);
    if (select.multiple && option) {
      select.append(option);
      jQuery(select).trigger("change.select2");
    }
  }

  jQuery("select.admin-autocomplete").each((_index, select) => {
    nameParts(select);
    jQuery(select)
      .on("select2:select", chosen)
      .on("select2:open select2:select select2:unselect select2:close change", () => {
        window.setTimeout(() => nameParts(select), 0);
      });
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#id_"]');
    const target = link && document.getElementById(link.hash.slice(1));
    if (target && target.classList.contains("select2-hidden-accessible")) {
      event.preventDefault();
      jQuery(target).select2("focus");
      target.closest(".field").scrollIntoView();
    }
  });
}

/* Behind the stock script in the same queue, so that its boxes are there. */
if (window.django && window.django.jQuery && window.django.jQuery.fn.select2) {
  window.django.jQuery(() => nameAutocompletes(window.django.jQuery));
}
