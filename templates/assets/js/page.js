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
    // Nothing that has the focus lies below the menu.
    nav.addEventListener("focusout", function (event) {
      if (event.relatedTarget && event.relatedTarget !== button && !nav.contains(event.relatedTarget)) open(false);
    });
    document.addEventListener("click", function (event) {
      if (nav.classList.contains("open") && !nav.contains(event.target) && !button.contains(event.target)) open(false);
    });
  }

  // What is folded is printed, too, where the style sheet cannot open it.
  function print() {
    var opened = [];
    if (CSS.supports("selector(details::details-content)")) return;
    addEventListener("beforeprint", function () {
      opened = Array.prototype.slice.call(document.querySelectorAll("main details:not([open], .history, .query-source)"));
      opened.forEach(function (box) { box.open = true; });
    });
    addEventListener("afterprint", function () {
      opened.forEach(function (box) { box.open = false; });
    });
  }

  // The same page in another language shows the same: what was searched, and the place that is read.
  function tongue() {
    document.querySelectorAll(".tongue").forEach(function (link) {
      link.addEventListener("click", function () {
        link.search = location.search;
        link.hash = location.hash;
      });
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

  var composing = false;

  // Opens the dialog. Until it is there, and where it cannot be had, as in a report that was handed over without the site, the field of the page
  // takes what is typed; what it has then, the dialog goes on with.
  function search(field) {
    var before = document.activeElement;
    field.focus();
    if (new URL(root, location.href).origin !== location.origin) return;
    function open() {
      var typed = field.value;
      // The dialog gives the focus back to what has it now.
      if (before !== field) { field.blur(); before.focus({ preventScroll: true }); }
      window.casebook.openDialog(typed);
      field.value = "";
      if (typed) document.getElementById("finder-q").setSelectionRange(typed.length, typed.length);
    }
    load(["search", "dialog"]).then(function () {
      if (composing) field.addEventListener("compositionend", open, { once: true });
      else open();
    }, function () { /* the field is the way to search */ });
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
    if (page) return;
    field.addEventListener("click", function () { search(field); });
    field.addEventListener("compositionstart", function () { composing = true; });
    field.addEventListener("compositionend", function () { composing = false; });
  }

  // A page that a search has led to shows what was searched for.
  function marks() {
    if (location.hash.indexOf("#q=") === 0) load(["search", "marks"]).then(function () { window.casebook.showMarks(); }, function () { /* not shown */ });
  }

  window.casebookLoad = load;
  window.casebookScripts = function (all) {
    scripts = all;
    keys();
    marks();
    window.addEventListener("hashchange", marks);
  };

  // The table of contents: on a narrow screen a button opens it, on a wide one it follows the reading.
  function contents() {
    var toc = document.querySelector(".toc"), title = toc && toc.querySelector(".toc-title");
    if (!title) return;
    var button = document.createElement("button");
    button.type = "button";
    button.className = "toc-toggle";
    button.textContent = title.textContent;
    function open(yes) {
      button.setAttribute("aria-expanded", String(yes));
      toc.classList.toggle("open", yes);
    }
    open(false);
    button.addEventListener("click", function () { open(!toc.classList.contains("open")); });
    title.parentNode.insertBefore(button, title);
    var headings = [];
    toc.querySelectorAll("a").forEach(function (link) {
      link.addEventListener("click", function () { open(false); });
      var heading = link.pathname === location.pathname && document.getElementById(decodeURIComponent(link.hash.slice(1)));
      if (heading) headings.push([heading, link]);
    });
    if (headings.length) follow(toc, headings);
  }

  // The heading that is read is the last one above the upper third of the window.
  function follow(toc, headings) {
    var current = null, waiting = false;
    function mark() {
      waiting = false;
      var edge = innerHeight / 3, found = headings[0][1];
      headings.forEach(function (pair) { if (pair[0].getBoundingClientRect().top <= edge) found = pair[1]; });
      if (found === current) return;
      if (current) current.removeAttribute("aria-current");
      current = found;
      current.setAttribute("aria-current", "true");
      show(toc, current);
    }
    addEventListener("scroll", function () {
      if (!waiting) requestAnimationFrame(mark);
      waiting = true;
    }, { passive: true });
    mark();
  }

  // Scrolls `box`, and nothing else, so far that `item` is in it.
  function show(box, item) {
    var outer = box.getBoundingClientRect(), inner = item.getBoundingClientRect();
    if (inner.top < outer.top || inner.bottom > outer.bottom) box.scrollTop += inner.top - outer.top - outer.height / 3;
  }

  // A box that scrolls can be reached by keyboard, and says what is in it; one that has nothing to scroll is no stop on the way.
  function boxes() {
    var watch = new ResizeObserver(function (entries) { entries.forEach(function (entry) { fit(entry.target); }); });
    document.querySelectorAll(".table-scroll").forEach(function (box) { watch.observe(box); });
  }

  function fit(box) {
    var fits = box.scrollWidth <= box.clientWidth;
    box.classList.toggle("fits", fits);
    if (fits) {
      ["tabindex", "role", "aria-label"].forEach(function (name) { box.removeAttribute(name); });
      return;
    }
    box.tabIndex = 0;
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", called(box));
  }

  // The caption of the table, or the last heading before it.
  function called(box) {
    var caption = box.querySelector("caption"), last = caption;
    if (!caption) document.querySelectorAll("main :is(h1, h2, h3, h4, h5, h6)").forEach(function (heading) {
      if (heading.compareDocumentPosition(box) & Node.DOCUMENT_POSITION_FOLLOWING) last = heading;
    });
    return last ? last.textContent.trim() : document.title;
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
      if (document.documentElement.lang === "en" && /[\u4e00-\u9fff]/.test(text)) a.lang = "zh-CN";
      a.href = root + href;
      if (decodeURIComponent(href) === path) a.setAttribute("aria-current", "page");
      return a;
    }
    // The page itself, or else what its folder belongs to.
    var fixed = Array.prototype.slice.call(nav.querySelectorAll(".fixed a")), home = new URL(root, location.href).pathname;
    var own = fixed.filter(function (a) { return a.pathname === location.pathname; })[0];
    var over = own || fixed.filter(function (a) {
      var folder = a.pathname.replace(/index\.html$/, "");
      return folder !== home && /\/$/.test(folder) && location.pathname.indexOf(folder) === 0;
    })[0];
    if (over) over.setAttribute("aria-current", own ? "page" : "true");
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
    var here = nav.querySelector("[aria-current]");
    if (here) show(nav, here);
  };

  theme();
  menu();
  tongue();
  print();
  contents();
  boxes();
  copying();
})();
