// The search page over the server's /api/search. Snippets come as HTML that is escaped but for <mark>; still only text and <mark> are taken.
(function () {
  "use strict";
  var results = document.getElementById("results"), form = document.getElementById("search-form"), field = document.getElementById("search-q");
  var status = document.getElementById("search-status"), list = document.getElementById("search-hits");
  var root = document.body.dataset.root, words = results.dataset, latest = 0;

  function copy(from, into) {
    from.childNodes.forEach(function (node) {
      if (node.nodeType === Node.TEXT_NODE) into.appendChild(document.createTextNode(node.data));
      else if (node.nodeName === "MARK") {
        var mark = document.createElement("mark");
        mark.textContent = node.textContent;
        into.appendChild(mark);
      } else copy(node, into);
    });
  }

  function show(hit) {
    var item = document.createElement("li"), link = document.createElement("a"), sub = document.createElement("span"), text = document.createElement("p");
    link.href = root + hit.url;
    link.textContent = hit.title;
    sub.className = "id";
    sub.textContent = hit.id === hit.title ? "" : hit.id;
    text.className = "snippet";
    copy(new DOMParser().parseFromString(hit.snippet || "", "text/html").body, text);
    item.append(link, " ", sub, text);
    list.appendChild(item);
  }

  function run(query) {
    var own = ++latest;
    list.textContent = "";
    if (!query.trim()) { status.textContent = ""; return; }
    if (location.protocol === "file:") { status.textContent = words.off; return; }
    status.textContent = words.wait;
    fetch(words.api + "?q=" + encodeURIComponent(query)).then(function (answer) {
      if (!answer.ok) throw new Error(String(answer.status));
      return answer.json();
    }).then(function (found) {
      if (own !== latest) return;
      status.textContent = found.total ? words.found.replace("%n%", found.total) + (found.total > found.hits.length ? " · " + words.more : "") : words.none;
      found.hits.forEach(show);
    }).catch(function () {
      if (own === latest) status.textContent = words.off;
    });
  }

  function read() {
    field.value = new URLSearchParams(location.search).get("q") || "";
    run(field.value);
  }
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    var url = location.pathname + "?q=" + encodeURIComponent(field.value);
    try { history.pushState(null, "", url); } catch (e) { /* not from a folder */ }
    run(field.value);
  });
  window.addEventListener("popstate", read);
  read();
  if (!field.value) field.focus();
})();
