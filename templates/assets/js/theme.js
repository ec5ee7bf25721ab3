// Sets the theme before the page is painted; without a choice of the reader's, or where it sets the colours itself, the system decides.
(function () {
  "use strict";
  try {
    var theme = localStorage.getItem("casebook-theme");
    if ((theme === "dark" || theme === "light") && !matchMedia("(forced-colors: active)").matches) document.documentElement.dataset.theme = theme;
  } catch (e) { /* Storage may be closed to pages opened from a folder. */ }
  document.documentElement.classList.add("js");
})();
