// Escape puts an explanation away, and what is shown stays inside the window; the rest needs no script.
(function () {
  "use strict";
  var terms = document.querySelectorAll(".term");

  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") terms.forEach(function (term) { term.classList.add("away"); });
  });
  terms.forEach(function (term) {
    var says = term.querySelector(".term-says");
    ["mouseenter", "focusin"].forEach(function (name) {
      term.addEventListener(name, function () {
        term.classList.remove("away", "left");
        if (says.getBoundingClientRect().right > document.documentElement.clientWidth) term.classList.add("left");
      });
    });
  });
})();
