// Lets a reader choose larger text; the choice lasts. Without scripts the switch stays hidden and browsers' own zoom serves.
(function () {
  "use strict";
  var root = document.documentElement;
  var group = document.getElementById("text-size");
  if (!group) return;
  var buttons = group.querySelectorAll("button");
  function read() {
    try { return localStorage.getItem("text-size") || "normal"; } catch (error) { return "normal"; }
  }
  function apply(size) {
    root.dataset.textSize = size;
    buttons.forEach(function (button) {
      button.setAttribute("aria-pressed", String(button.dataset.size === size));
    });
  }
  group.addEventListener("click", function (event) {
    var size = event.target.dataset && event.target.dataset.size;
    if (!size) return;
    try { localStorage.setItem("text-size", size); } catch (error) { /* the choice then lasts for this page */ }
    apply(size);
  });
  apply(read());
  group.hidden = false;
})();
