// The search page: what is typed, what is found, facets, what was searched before, and keys.
(function () {
  "use strict";
  var casebook = window.casebook, words = casebook.words, root = document.body.dataset.root, SHOWN = 10, MOST = 20, PAGES = 4, FEW = 5, PAUSE = 700, SCOPES = ["kind", "system"];
  var ALL = SCOPES.concat(["region", "tag", "month", "from", "to"]);
  var form = document.getElementById("search-form"), field = document.getElementById("search-q"), status = document.getElementById("search-status"), slips = document.getElementById("search-slips");
  var list = document.getElementById("search-hits"), more = document.getElementById("search-more"), facets = document.getElementById("search-facets");
  var recent = document.getElementById("search-recent"), browse = document.getElementById("browse"), pages = document.getElementById("search-pages"), partly = document.getElementById("search-partly"), meant = document.getElementById("search-meant");
  var make = casebook.make, put = casebook.put, store = new casebook.Store(root), latest = 0, current = null, timer = 0, picked = [];

  function item(hit) {
    var li = make("li"), link = put(hit.title, make("a")), about = make("span", "about");
    link.href = casebook.href(root, hit);
    casebook.about(hit, about);
    li.append(link, about, put(hit.snippet, make("p", "snippet")));
    return li;
  }

  function show(search, from) {
    if (!from) list.textContent = "";
    list.append(...search.hits.slice(from).map(item));
    more.hidden = search.done;
    partly.hidden = search.part || !search.total || search.total > FEW || !search.splits;
    status.textContent = casebook.said(search);
  }

  // What was meant as a filter and is none; what only looks like one matters where not all is found.
  function showSlips(text, search) {
    var found = [], missed = search && (search.part || !search.total);
    casebook.parse(text, found);
    slips.textContent = found.filter(slip => slip[1] !== "name" || missed).map(slip => slips.dataset[slip[1]].replace("%word%", () => slip[0])).join(" ");
  }

  function name(link) { return (link.querySelector(".tile-name") || link).textContent; }

  function bare(text) { return casebook.fold(text).replace(/ /g, ""); }

  // Pages that are no records, whose name or whose words stand in what was asked, or whose name holds it, whatever the spaces.
  function showPages(text, search) {
    var asked = bare(casebook.apart(text) || text), shown = search && asked[1] ? [...browse.querySelectorAll("a")].filter(link => {
      var called = bare(name(link)), words = (link.dataset.words || "").split(", ").filter(Boolean);
      return called.includes(asked) || asked.includes(called) || words.some(word => asked.includes(bare(word)));
    }) : [];
    pages.querySelectorAll("a").forEach(link => link.remove());
    shown.slice(0, PAGES).forEach(link => {
      var copy = make("a", "tag", name(link));
      copy.href = link.href;
      pages.append(copy);
    });
    pages.hidden = !shown.length;
  }

  async function showFacets(search, number) {
    var groups = [];
    for (var scope of search ? SCOPES : []) {
      var rows = await search.facet(scope, picked);
      if (rows[1] || picked.some(filter => filter.scope === scope)) groups.push(facet(scope, rows));
    }
    if (number !== latest) return;
    // Whoever has a filter in focus keeps it.
    var held = document.activeElement.id;
    facets.replaceChildren(...groups);
    if (held) (document.getElementById(held) || field).focus();
  }

  function facet(scope, rows) {
    var group = make("div", "facet");
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", words[scope]);
    group.append(make("span", "facet-name", words[scope]));
    var own = picked.filter(filter => filter.scope === scope).map(filter => filter.value);
    rows = rows.slice(0, MOST);
    // What narrows can be taken back, also where it leaves nothing.
    own.forEach(value => { if (!rows.some(row => casebook.fold(row.names[0]) === value)) rows.push({ names: [value], count: 0 }); });
    rows.forEach(row => {
      var id = casebook.fold(row.names[0]), button = make("button", "chip", casebook.own(row.names)), on = own.includes(id);
      button.id = scope + id;
      button.append(make("span", "count", row.count));
      button.setAttribute("aria-pressed", on);
      button.addEventListener("click", () => {
        picked = on ? picked.filter(filter => filter.scope !== scope || filter.value !== id) : [...picked, { scope, value: id }];
        run(true);
      });
      group.append(button);
    });
    return group;
  }

  function address() {
    var params = new URLSearchParams();
    if (field.value) params.set("q", field.value);
    picked.forEach(filter => params.append(filter.scope, filter.value));
    var text = params.toString();
    return location.pathname + (text ? "?" + text : "");
  }

  function remember(push) {
    try { history[push ? "pushState" : "replaceState"](null, "", address()); } catch (e) { /* not from a folder */ }
  }

  function showRecent() {
    var all = casebook.kept();
    recent.textContent = "";
    recent.hidden = !all.length || !!current;
    if (recent.hidden) return;
    recent.append(make("span", "facet-name", words.recent));
    all.forEach(text => {
      var button = make("button", "chip", text);
      button.addEventListener("click", () => { field.value = text; picked = []; run(true); field.focus(); });
      recent.append(button);
    });
  }

  // Answers what is typed: by records that hold all of it, or where they are few and `any` is wanted, by those that hold a part too.
  async function run(push, any) {
    var number = ++latest, text = field.value, waiting = setTimeout(() => { if (number === latest) status.textContent = words.wait; }, 300);
    if (push !== null) remember(push);
    try {
      var search = await casebook.search(store, text, picked, SHOWN, any);
      if (number !== latest) return;
      current = search;
      browse.hidden = !!search && search.total > 0;
      clearTimeout(waiting);
      showSlips(text, search);
      showPages(text, search);
      if (search) show(search, 0);
      else { list.textContent = status.textContent = ""; more.hidden = partly.hidden = true; }
      showRecent();
      await showFacets(search, number);
      if (search) settle(search, number);
      showMeant(search, text, number);
    } catch (error) {
      if (number !== latest) return;
      list.textContent = facets.textContent = "";
      more.hidden = partly.hidden = pages.hidden = meant.hidden = true;
      status.textContent = words.off;
    } finally {
      clearTimeout(waiting);
    }
  }

  // What was probably meant where not all is found: by a script that is loaded for it.
  function showMeant(search, text, number) {
    meant.hidden = true;
    if (search && !search.as && (search.part || !search.total)) casebookLoad(["suggest"]).then(() => casebook.showMeant(meant, [store, text, picked, search], () => number === latest, other => { field.value = other; run(true); }));
  }

  // When the reader has paused, candidates that nobody has looked at yet are proven, so that all counts are right.
  function settle(search, number) {
    setTimeout(async () => {
      if (number !== latest || !await search.settle(() => number === latest).catch(() => false)) return;
      show(search, search.hits.length);
      await showFacets(search, number);
    }, PAUSE);
  }

  function soon() {
    clearTimeout(timer);
    timer = setTimeout(() => run(false), 150);
  }

  function read() {
    var params = new URLSearchParams(location.search);
    field.value = params.get("q") || "";
    picked = ALL.flatMap(scope => params.getAll(scope).map(value => casebook.filter(scope, value)).filter(Boolean));
    run(null);
  }

  // While an input method composes, keys are its own.
  function arrows(event) {
    if (event.isComposing || event.keyCode === 229 || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    var links = [field, ...list.querySelectorAll("a")], at = links.indexOf(document.activeElement);
    if (at < 0) return;
    if (event.key === "ArrowDown" && links[at + 1]) links[at + 1].focus();
    else if (event.key === "ArrowUp" && at) links[at - 1].focus();
    else if (event.key === "Escape" && at) field.focus();
    else return;
    event.preventDefault();
  }

  field.addEventListener("input", event => { if (!event.isComposing) soon(); });
  field.addEventListener("compositionend", soon);
  form.addEventListener("submit", event => {
    event.preventDefault();
    clearTimeout(timer);
    casebook.keep(field.value);
    run(true);
  });
  list.addEventListener("click", () => casebook.keep(field.value));
  more.addEventListener("click", async () => {
    var search = current, from = search.hits.length;
    await search.more(SHOWN);
    if (search !== current) return;
    show(search, from);
    var link = list.querySelectorAll("a")[from];
    if (link) link.focus();
  });
  partly.addEventListener("click", () => { run(null, true); field.focus(); });
  document.addEventListener("keydown", arrows);
  window.addEventListener("popstate", read);

  casebook.store = store;

  read();
  if (!field.value) field.focus();
})();
