// A large picture of a record is shown as large as the window; without this script its link leads to the file.
(function () {
  "use strict";
  if (typeof HTMLDialogElement !== "function") return;
  var dialog = null;

  function show(link) {
    var small = link.querySelector("img"), image = document.createElement("img");
    if (!dialog) {
      dialog = document.createElement("dialog");
      dialog.className = "zoomed";
      dialog.addEventListener("click", function () { dialog.close(); });
      document.body.appendChild(dialog);
    }
    image.src = link.href;
    image.alt = small.alt;
    dialog.replaceChildren(image);
    dialog.setAttribute("aria-label", small.alt || small.src.split("/").pop());
    dialog.showModal();
  }

  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest("a.zoom");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    show(link);
  });
})();
