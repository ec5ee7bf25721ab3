// Sets the theme before the page is painted; without a choice of the reader's, the system decides.
(function () {
  "use strict";
  try {
    var theme = localStorage.getItem("casebook-theme");
    if (theme === "dark" || theme === "light") document.documentElement.dataset.theme = theme;
  } catch (e) { /* Storage may be closed to pages opened from a folder. */ }
  document.documentElement.classList.add("js");
})();
