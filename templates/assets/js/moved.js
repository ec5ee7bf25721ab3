// An old address leads on with what stands behind it: a heading, or what was searched. Without this script the page leads on to the record alone.
(function () {
  "use strict";
  var behind = location.search + location.hash;
  if (behind) location.replace(document.currentScript.dataset.to + behind);
})();
