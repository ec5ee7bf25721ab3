// The search page: what is typed, what is found, facets, what was searched before, and keys.
(function () {
  "use strict";
  var results = typeof document === "undefined" ? null : document.getElementById("results");
  if (!results) return;
  var casebook = window.casebook, words = results.dataset, root = document.body.dataset.root, SHOWN = 10, RECENT = 8, SCOPES = ["kind", "system"];
  var ALL = ["kind", "system", "region", "tag", "month", "from", "to"];
  var form = document.getElementById("search-form"), field = document.getElementById("search-q"), status = document.getElementById("search-status");
  var list = document.getElementById("search-hits"), more = document.getElementById("search-more"), facets = document.getElementById("search-facets");
  var recent = document.getElementById("search-recent"), browse = document.getElementById("browse");
  var store = new casebook.Store(root), opened = null, latest = 0, current = null, timer = 0, picked = [];

  function make(name, className, text) {
    var element = document.createElement(name);
    if (className) element.className = className;
    if (text) element.textContent = text;
    return element;
  }

  function put(parts, into) {
    parts.forEach(function (part) { into.append(part.mark ? make("mark", "", part.text) : part.text); });
    return into;
  }

  function own(names) { return (document.documentElement.lang.indexOf("en") === 0 && names[2]) || names[1] || names[0]; }

  function item(hit) {
    var li = make("li"), link = put(hit.title, make("a")), sub = make("span", "about"), title = link.textContent;
    link.href = root + hit.url;
    if (hit.id !== title) sub.append(make("span", "id", hit.id));
    if (hit.kinds.length) sub.append(make("span", "", (document.documentElement.lang.indexOf("en") === 0 && hit.kinds[1]) || hit.kinds[0]));
    if (hit.date) sub.append(make("span", "", hit.date));
    hit.labels.forEach(function (label) { sub.append(put(label, make("span"))); });
    li.append(link, sub, put(hit.snippet, make("p", "snippet")));
    return li;
  }

  function say(search) {
    var text = search.total === 0 ? words.none : (search.part ? words.part : search.certain ? words.found : words.about).replace("%n%", search.total);
    if (status.textContent !== text) status.textContent = text;
  }

  function show(search, from) {
    if (!from) list.textContent = "";
    search.hits.slice(from).forEach(function (hit) { list.append(item(hit)); });
    more.hidden = search.done;
    say(search);
  }

  async function showFacets(search, number) {
    var rows = [];
    if (search && search.facet) {
      for (var scope of SCOPES) {
        var others = await casebook.allowed(store, picked.filter(function (filter) { return filter.scope !== scope; }));
        rows.push([scope, await search.facet(scope, others)]);
      }
    }
    if (number !== latest) return;
    facets.textContent = "";
    rows.forEach(function (row) {
      if (row[1].length > 1 || picked.some(function (filter) { return filter.scope === row[0]; })) facets.append(facet(row[0], row[1]));
    });
  }

  function facet(scope, rows) {
    var group = make("div", "facet");
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", words[scope]);
    group.append(make("span", "facet-name", words[scope]));
    rows.slice(0, 8).forEach(function (row) {
      var id = casebook.fold(row.names[0]), button = make("button", "chip", own(row.names)), is = function (filter) { return filter.scope === scope && filter.value === id; };
      button.type = "button";
      button.append(make("span", "count", String(row.count)));
      button.setAttribute("aria-pressed", String(picked.some(is)));
      button.addEventListener("click", function () {
        picked = picked.some(is) ? picked.filter(function (filter) { return !is(filter); }) : picked.concat({ scope: scope, value: id });
        run(true);
      });
      group.append(button);
    });
    return group;
  }

  function address() {
    var params = new URLSearchParams();
    if (field.value) params.set("q", field.value);
    picked.forEach(function (filter) { params.append(filter.scope, filter.value); });
    var text = params.toString();
    return location.pathname + (text ? "?" + text : "");
  }

  function remember(push) {
    try { history[push ? "pushState" : "replaceState"](null, "", address()); } catch (e) { /* not from a folder */ }
  }

  function kept() {
    try { return JSON.parse(localStorage.getItem("casebook-recent")) || []; } catch (e) { return []; }
  }

  function keep() {
    var text = field.value.trim();
    if (!text) return;
    var all = [text].concat(kept().filter(function (other) { return other !== text; })).slice(0, RECENT);
    try { localStorage.setItem("casebook-recent", JSON.stringify(all)); } catch (e) { /* not kept */ }
  }

  function showRecent() {
    var all = kept().filter(function (text) { return typeof text === "string"; });
    recent.textContent = "";
    recent.hidden = !all.length || Boolean(current);
    if (recent.hidden) return;
    recent.append(make("span", "facet-name", words.recent));
    all.forEach(function (text) {
      var button = make("button", "chip", text);
      button.type = "button";
      button.addEventListener("click", function () { field.value = text; picked = []; run(true); field.focus(); });
      recent.append(button);
    });
  }

  async function run(push) {
    var number = ++latest, text = field.value, waiting = setTimeout(function () { if (number === latest) status.textContent = words.wait; }, 300);
    if (push !== null) remember(push);
    try {
      opened = opened || store.open();
      var manifest = await opened;
      var search = await (manifest.api ? casebook.ask(root + manifest.api, text, picked, SHOWN) : casebook.find(store, text, picked, SHOWN));
      if (number !== latest) return;
      current = search;
      browse.hidden = Boolean(search);
      clearTimeout(waiting);
      if (search) show(search, 0);
      else { list.textContent = status.textContent = ""; more.hidden = true; }
      showRecent();
      await showFacets(search, number);
    } catch (error) {
      if (number !== latest) return;
      opened = null;
      list.textContent = facets.textContent = "";
      more.hidden = true;
      status.textContent = words.off;
    } finally {
      clearTimeout(waiting);
    }
  }

  function soon() {
    clearTimeout(timer);
    timer = setTimeout(function () { run(false); }, 150);
  }

  function read() {
    var params = new URLSearchParams(location.search);
    field.value = params.get("q") || "";
    picked = ALL.flatMap(function (scope) {
      return params.getAll(scope).map(function (value) { return casebook.filter(scope, value); }).filter(Boolean);
    });
    run(null);
  }

  // While an input method composes, keys are its own.
  function composing(event) { return event.isComposing || event.keyCode === 229; }

  function arrows(event) {
    if (composing(event) || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    var links = Array.from(list.querySelectorAll("a")), at = links.indexOf(document.activeElement);
    var inside = at >= 0 || document.activeElement === field;
    if (!inside) return;
    if (event.key === "ArrowDown" && links[at + 1]) links[at + 1].focus();
    else if (event.key === "ArrowUp" && at >= 0) (links[at - 1] || field).focus();
    else if (event.key === "Escape" && at >= 0) field.focus();
    else return;
    event.preventDefault();
  }

  field.addEventListener("input", function (event) { if (!event.isComposing) soon(); });
  field.addEventListener("compositionend", soon);
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    clearTimeout(timer);
    keep();
    run(true);
  });
  list.addEventListener("click", keep);
  more.addEventListener("click", async function () {
    var from = current.hits.length, search = current;
    await search.more(SHOWN);
    if (search !== current) return;
    show(search, from);
    var links = list.querySelectorAll("a");
    if (links[from]) links[from].focus();
  });
  document.addEventListener("keydown", arrows);
  window.addEventListener("popstate", read);

  // For tests and for the console: all IDs that a question finds.
  casebook.ids = async function (text) {
    await (opened = opened || store.open());
    var search = await casebook.find(store, text, [], 0);
    return { ids: search ? search.hits.map(function (hit) { return hit.id; }) : [], fallback: Boolean(search && search.part && search.hits.length) };
  };
  casebook.store = store;

  read();
  if (!field.value) field.focus();
})();
