"use strict";
/*
 * Up and down in the grid of ratings: the arrow keys move to the same column of the next row,
 * Enter in a line of text does not save but moves down. Without this script Tab does it all.
 */
window.addEventListener("DOMContentLoaded", () => {
  const table = document.querySelector("table.grid");
  if (!table) {
    return;
  }
  function move(field, step) {
    const column = [...table.querySelectorAll(`[data-column="${field.dataset.column}"]`)];
    const next = column[column.indexOf(field) + step];
    if (next) {
      next.focus();
      if (next.select) {
        next.select();
      }
    }
  }
  table.addEventListener("keydown", (event) => {
    const field = event.target.closest("input[data-column]");
    if (!field || event.isComposing || event.altKey || event.ctrlKey || event.metaKey) {
      return;
    }
    const steps = { ArrowUp: -1, ArrowDown: 1, Enter: 1 };
    if (event.key in steps) {
      event.preventDefault();
      move(field, steps[event.key]);
    }
  });
});
