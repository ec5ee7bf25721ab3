// Furniture of every page: theme, menu, tree, the way to search, and the heading that is being read.
(function () {
  "use strict";
  var root = document.body.dataset.root, path = decodeURIComponent(document.body.dataset.path);

  function theme() {
    var button = document.querySelector(".theme"), html = document.documentElement;
    if (!button) return;
    button.hidden = false;
    button.addEventListener("click", function () {
      var dark = html.dataset.theme ? html.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
      html.dataset.theme = dark ? "light" : "dark";
      try { localStorage.setItem("casebook-theme", html.dataset.theme); } catch (e) { /* not kept */ }
    });
  }

  function menu() {
    var button = document.querySelector(".menu"), nav = document.getElementById("nav");
    if (!button || !nav) return;
    button.hidden = false;
    function open(yes) {
      button.setAttribute("aria-expanded", String(yes));
      nav.classList.toggle("open", yes);
    }
    button.addEventListener("click", function () { open(button.getAttribute("aria-expanded") !== "true"); });
    document.addEventListener("keydown", function (event) {
      if (event.key === "Escape" && nav.classList.contains("open")) { open(false); button.focus(); }
    });
    document.addEventListener("click", function (event) {
      if (nav.classList.contains("open") && !nav.contains(event.target) && !button.contains(event.target)) open(false);
    });
  }

  // Scripts for search are loaded when somebody searches. Those after the first need what it offers, so each waits for the one before.
  var scripts = {}, loaded = {};
  function load(names) {
    return names.reduce(function (before, name) {
      return before.then(function () {
        return loaded[name] = loaded[name] || new Promise(function (done, failed) {
          var element = document.createElement("script");
          element.src = root + scripts[name];
          element.onload = done;
          element.onerror = function () { loaded[name] = null; failed(new Error(name)); };
          document.head.appendChild(element);
        });
      });
    }, Promise.resolve());
  }

  // Opens the dialog. Where it cannot be had, as in a report that was handed over without the site, the field of the page is the way to search.
  function search(field) {
    if (new URL(root, location.href).origin !== location.origin) return field.focus();
    load(["search", "dialog"]).then(function () { window.casebook.openDialog(field.value); }, function () { field.focus(); });
  }

  function keys() {
    var field = document.getElementById("q"), page = document.getElementById("search-q");
    document.addEventListener("keydown", function (event) {
      if (event.isComposing || event.keyCode === 229 || event.altKey || event.defaultPrevented || event.repeat) return;
      var typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) || event.target.isContentEditable, command = event.ctrlKey || event.metaKey;
      if (typing || !(event.key === "/" ? !command : command && !event.shiftKey && event.key.toLowerCase() === "k")) return;
      event.preventDefault();
      if (!page) return search(field);
      page.focus();
      page.select();
    });
    if (!page) field.addEventListener("click", function () { search(field); });
  }

  // A page that a search has led to shows what was searched for.
  function marks() {
    if (location.hash.indexOf("#q=") === 0) load(["search", "marks"]).then(function () { window.casebook.showMarks(); }, function () { /* not shown */ });
  }

  window.casebookScripts = function (all) {
    scripts = all;
    keys();
    marks();
    window.addEventListener("hashchange", marks);
  };

  function reading() {
    var toc = document.querySelector(".toc");
    if (!toc || !("IntersectionObserver" in window)) return;
    var links = {}, current = null;
    toc.querySelectorAll("a").forEach(function (link) { links[decodeURIComponent(link.hash.slice(1))] = link; });
    var seen = new IntersectionObserver(function (entries) {
      entries.forEach(function (entry) {
        if (!entry.isIntersecting) return;
        var link = links[entry.target.id];
        if (!link) return;
        if (current) current.removeAttribute("aria-current");
        current = link;
        link.setAttribute("aria-current", "true");
      });
    }, { rootMargin: "-64px 0px -70% 0px" });
    document.querySelectorAll(".body :is(h2, h3, h4)[id]").forEach(function (heading) { seen.observe(heading); });
  }

  function copying() {
    var record = document.querySelector(".record");
    if (!record || !navigator.clipboard) return;
    record.querySelectorAll(".body pre").forEach(function (block) {
      var button = document.createElement("button");
      button.type = "button";
      button.className = "copy";
      button.textContent = record.dataset.copy;
      button.addEventListener("click", function () {
        navigator.clipboard.writeText(block.querySelector("code").textContent).then(function () {
          button.textContent = record.dataset.copied;
          setTimeout(function () { button.textContent = record.dataset.copy; }, 1500);
        });
      });
      block.appendChild(button);
    });
  }

  // The tree comes from one file that all pages share; the links that stand there already remain.
  window.casebookNav = function (parts) {
    var nav = document.getElementById("nav");
    if (!nav) return;
    function link(text, href) {
      var a = document.createElement("a");
      a.textContent = text;
      a.href = root + href;
      if (decodeURIComponent(href) === path) a.setAttribute("aria-current", "page");
      return a;
    }
    nav.querySelectorAll(".fixed a").forEach(function (a) {
      if (a.pathname === location.pathname) a.setAttribute("aria-current", "page");
    });
    parts.forEach(function (part, number) {
      var box = document.createElement("details"), head = document.createElement("summary"), list = document.createElement("ul"), here = false;
      head.textContent = part.text;
      part.items.forEach(function (item) {
        var li = document.createElement("li"), a = link(item.text, item.href);
        if (item.folder && path.indexOf(decodeURIComponent(item.folder)) === 0 && !a.hasAttribute("aria-current")) a.setAttribute("aria-current", "true");
        here = here || a.hasAttribute("aria-current");
        li.appendChild(a);
        list.appendChild(li);
      });
      box.open = here || number < 2;
      box.appendChild(head);
      box.appendChild(list);
      nav.appendChild(box);
    });
  };

  theme();
  menu();
  reading();
  copying();
})();
