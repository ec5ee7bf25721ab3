// A search from any page: a dialog with a field and the best hits. The field keeps the focus; a hit is chosen by arrows.
(function () {
  "use strict";
  var casebook = window.casebook, words = casebook.words, root = document.body.dataset.root, SHOWN = 8, PAUSE = 120;
  var make = casebook.make, put = casebook.put, store = new casebook.Store(root), dialog, field, list, status, all, options = [], at = -1, timer = 0, latest = 0, answer = null;

  function build() {
    dialog = make("dialog", "finder");
    dialog.setAttribute("aria-label", words.title);
    var head = make("form", "finder-head"), close = make("button", "finder-close", words.close), keys = make("p", "finder-keys", words.keys);
    field = make("input");
    Object.entries({ id: "finder-q", type: "search", role: "combobox", placeholder: words.example, autocomplete: "off", autocapitalize: "off", spellcheck: "false", enterkeyhint: "go",
      "aria-label": words.title, "aria-autocomplete": "list", "aria-controls": "finder-hits", "aria-expanded": "false" }).forEach(pair => field.setAttribute(pair[0], pair[1]));
    close.type = "button";
    list = make("div", "finder-hits");
    list.id = "finder-hits";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", words.hits);
    status = make("p", "finder-status");
    status.setAttribute("role", "status");
    head.append(field, close);
    dialog.append(head, status, list, keys);
    document.body.append(dialog);
    close.addEventListener("click", shut);
    head.addEventListener("submit", event => event.preventDefault());
    field.addEventListener("input", event => { if (!event.isComposing) soon(); });
    field.addEventListener("compositionend", soon);
    dialog.addEventListener("keydown", key);
    // Beside the dialog is its backdrop, which is a part of it.
    dialog.addEventListener("mousedown", event => { if (event.target === dialog) shut(); });
    list.addEventListener("click", () => { casebook.keep(field.value); setTimeout(shut); });
  }

  function shut() { if (dialog.open) dialog.close(); }

  function option(link, href) {
    link.href = href;
    link.id = "finder-" + options.length;
    link.tabIndex = -1;
    link.setAttribute("role", "option");
    options.push(link);
    list.append(link);
  }

  function hit(found) {
    var link = make("a", "finder-hit"), about = make("span", "about"), snippet = put(found.snippet, make("span", "snippet"));
    casebook.about(found, about);
    link.append(put(found.title, make("span", "finder-title")), about, snippet);
    option(link, casebook.href(root, found));
  }

  // Chooses the option with this number; -1 for none.
  function choose(number) {
    if (options[at]) options[at].setAttribute("aria-selected", "false");
    at = number;
    if (!options[at]) return field.removeAttribute("aria-activedescendant");
    options[at].setAttribute("aria-selected", "true");
    options[at].scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", options[at].id);
  }

  function show(search) {
    list.textContent = "";
    options = [];
    if (search) search.hits.slice(0, SHOWN).forEach(hit);
    if (options.length) option(make("a", "finder-all", words.all.replace("%n%", search.total)), address());
    list.hidden = !options.length;
    field.setAttribute("aria-expanded", String(options.length > 0));
    choose(options.length ? 0 : -1);
    var text = search ? casebook.said(search) : "";
    if (status.textContent !== text) status.textContent = text;
  }

  function address() { return document.querySelector("form.find").action.split("?")[0] + "?q=" + encodeURIComponent(field.value.trim()); }

  // Searches for what stands in the field; the answer is whether it still does when it is found.
  async function run() {
    var number = ++latest, waiting = setTimeout(() => { if (number === latest) status.textContent = words.wait; }, 300);
    clearTimeout(timer);
    timer = 0;
    try {
      var search = await casebook.search(store, field.value, [], SHOWN);
      if (number === latest) show(search);
    } catch (error) {
      if (number !== latest) return;
      show(null);
      status.textContent = words.off;
    } finally {
      clearTimeout(waiting);
    }
  }

  function soon() {
    clearTimeout(timer);
    timer = setTimeout(start, PAUSE);
  }

  function start() { return answer = run(); }

  // Opens what is chosen, of the answer to what is typed now.
  async function enter() {
    var typed = field.value;
    if (timer) start();
    await answer;
    if (field.value !== typed || !dialog.open || !options[at]) return;
    options[at].click();
  }

  // While an input method composes, keys are its own.
  function key(event) {
    if (event.isComposing || event.keyCode === 229 || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.key === "Escape") shut();
    else if (event.target !== field) return;
    else if (event.key === "ArrowDown") choose(Math.min(at + 1, options.length - 1));
    else if (event.key === "ArrowUp") choose(Math.max(at - 1, Math.min(0, options.length - 1)));
    else if (event.key === "Enter") enter();
    else return;
    event.preventDefault();
  }

  // Opens the dialog with `text`, or with what was last searched for from this page.
  casebook.openDialog = text => {
    if (!dialog) build();
    if (dialog.open) return;
    if (text) field.value = text;
    dialog.showModal();
    field.focus();
    field.select();
    start();
  };
})();
