// Conveniences of keyboard and clipboard. Every page works without them.
"use strict";

// Copy buttons appear only where there is a clipboard to copy to.
if (navigator.clipboard) {
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(document.querySelector(button.dataset.copy).textContent.trim());
      button.firstChild.data = "Copied";
      setTimeout(() => { button.firstChild.data = "Copy"; }, 2000);
    });
  }
}

const links = [...document.querySelectorAll("[data-result] :is(h2, h3) a")];

function step(by) {
  const here = links.findIndex((link) => link.closest("[data-result]").contains(document.activeElement));
  const next = links[here === -1 ? (by > 0 ? 0 : links.length - 1) : here + by];
  if (next) { next.focus(); next.scrollIntoView({ block: "center" }); }
}

const keys = {
  "/": () => document.getElementById("q")?.select(),
  "j": () => step(1),
  "k": () => step(-1),
  "o": () => links.find((link) => link.closest("[data-result]").contains(document.activeElement))?.click(),
  "c": () => document.querySelector("[data-copy]:not([hidden])")?.click(),
  "?": () => { location.href = document.querySelector(".db-nav li:last-child a").href; },
};

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (typing || event.ctrlKey || event.metaKey || event.altKey || !keys[event.key]) return;
  event.preventDefault();
  keys[event.key]();
});
