// How the page is shown: larger text, the elder mode, high contrast; and the key that leads to the search. A reader's
// choice lasts on this device. Without scripts the switches stay hidden, and browsers' own zoom and the system's contrast
// serve.
(function () {
  "use strict";
  var root = document.documentElement;
  var box = document.getElementById("display");
  function read(key, otherwise) {
    try { return localStorage.getItem(key) || otherwise; } catch (error) { return otherwise; }
  }
  function keep(key, value) {
    try { localStorage.setItem(key, value); } catch (error) { return; }
  }
  function apply() {
    root.dataset.textSize = read("text-size", "normal");
    root.dataset.elder = read("elder", "off");
    root.dataset.contrast = read("contrast", "off");
    if (!box) return;
    box.querySelectorAll("[data-size]").forEach(function (button) {
      button.setAttribute("aria-pressed", String(button.dataset.size === root.dataset.textSize));
    });
    box.querySelectorAll("[data-toggle]").forEach(function (button) {
      button.setAttribute("aria-pressed", String(root.dataset[button.dataset.toggle] === "on"));
    });
  }
  apply();
  // "/" leads to the search box, wherever one stands and nobody is typing.
  document.addEventListener("keydown", function (event) {
    var typing = event.target.closest && event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || typing || event.ctrlKey || event.altKey || event.metaKey) return;
    var boxes = Array.from(document.querySelectorAll("input[type=search]"));
    var shown = boxes.find(function (one) { return one.offsetParent; });
    if (!shown) return;
    event.preventDefault();
    shown.focus();
    shown.select();
  });
  if (!box) return;
  box.addEventListener("click", function (event) {
    var button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.size) keep("text-size", button.dataset.size);
    if (button.dataset.toggle) {
      keep(button.dataset.toggle, root.dataset[button.dataset.toggle] === "on" ? "off" : "on");
    }
    apply();
  });
  // Another tab of the same site changed its mind.
  window.addEventListener("storage", apply);
  box.hidden = false;
})();
