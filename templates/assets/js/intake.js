// Makes a record of what is filled in, to be handed over as a file, as text or by mail, and shows similar answers while one types.
(function () {
  "use strict";
  var form = document.getElementById("intake");
  if (!form) return;
  var root = document.body.dataset.root, similar = form.querySelector(".intake-similar"), result = form.querySelector(".intake-result"), undo = form.querySelector(".intake-undo");
  var store = null, loading = null, timer = 0, latest = 0, address = "", kept = "casebook-intake " + new URL(form.dataset.kept, location.href).pathname;
  // What stands for who reports something has another name in each kind.
  var SAME = { requested_by: "reporter" };

  function part() { return form.querySelector(".intake-fields:not([disabled])"); }

  // By the clock that the records go by, wherever the browser is.
  function now() {
    return new Intl.DateTimeFormat("sv-SE", { timeZone: form.dataset.zone || undefined, dateStyle: "short", timeStyle: "short" }).format(new Date()).replace(" ", "T");
  }

  // Only the fields of one kind take part, and of these only those that an answer asks for. What was filled in for another kind, and is asked here too, is taken over.
  function choose(anew) {
    var kind = form.elements.kind.value, before = part();
    form.querySelectorAll(".intake-fields").forEach(function (fields) {
      fields.disabled = fields.hidden = fields.dataset.kind !== kind;
    });
    if (!anew && before !== part()) take(before, part());
    result.hidden = true;
    var date = part().querySelector('[name="' + part().dataset.date + '"]');
    if (date && !date.value) date.value = date.type === "date" ? now().slice(0, 10) : now();
    follow();
    own(part());
  }

  function take(from, to) {
    function name(input) { return SAME[input.name] || input.name; }
    var given = from.querySelectorAll("input:not([type=hidden]), select"), texts = [from, to].map(function (fields) { return fields.querySelector("textarea"); });
    to.querySelectorAll("input:not([type=hidden]), select").forEach(function (input) {
      given.forEach(function (other) {
        if (name(other) !== name(input) || other.type !== input.type || !other.value || other.type === "checkbox") return;
        var had = input.value;
        input.value = other.value;
        if (!input.value) input.value = had;
      });
    });
    if (texts[0] && texts[1] && texts[0].value) texts[1].value = texts[0].value;
  }

  // What is filled in stays while the tab is open, in whichever language the form is read. A page from a folder, or a private window, may refuse that.
  function inputs() { return form.querySelectorAll("[id]:is(input, select, textarea)"); }
  function filled() {
    var draft = { kind: form.elements.kind.value };
    inputs().forEach(function (input) { draft[input.id] = input.type === "checkbox" ? input.checked : input.value; });
    return draft;
  }
  function fill(draft) {
    inputs().forEach(function (input) {
      if (!(input.id in draft)) return;
      if (input.type === "checkbox") input.checked = draft[input.id];
      else input.value = draft[input.id];
    });
    form.elements.kind.value = draft.kind;
  }
  function keep() {
    try { sessionStorage.setItem(kept, JSON.stringify(filled())); } catch (refused) { /* Then it does not stay. */ }
  }
  function restore() {
    var draft = null, system = new URLSearchParams(location.search).get("system");
    try { draft = JSON.parse(sessionStorage.getItem(kept)); } catch (refused) { draft = null; }
    if (draft && form.querySelector('[name=kind][value="' + CSS.escape(draft.kind) + '"]')) fill(draft);
    // A page of a system asks for a report on it.
    if (system) form.querySelectorAll('select[name="system"]').forEach(function (input) {
      if (Array.prototype.some.call(input.options, function (option) { return option.value === system; })) input.value = system;
    });
  }

  function follow() {
    var fields = part();
    fields.querySelectorAll("[data-when]").forEach(function (field) {
      var holds = field.dataset.when.split(" ").some(function (pair) {
        var cut = pair.indexOf("="), other = fields.querySelector('[name="' + pair.slice(0, cut) + '"]');
        return other && answer(other) === pair.slice(cut + 1);
      });
      field.hidden = !holds;
      field.querySelector("input, select").required = holds;
    });
  }

  function answer(input) {
    if (input.dataset.how === "boolean") return input.checked ? "true" : "false";
    return input.value.trim();
  }

  // The system's own engineer handles what is reported of it, where the roster has that person on the day.
  function own(fields) {
    var handler = fields.querySelector('[type=hidden][name="handler"]'), system = fields.querySelector('[name="system"]');
    if (!handler) return;
    var owner = system && system.selectedOptions && system.selectedOptions[0] ? system.selectedOptions[0].dataset : {}, day = date(fields, "responded_at") || date(fields, fields.dataset.date) || now().slice(0, 10);
    var away = !!owner.owner && (day < (owner.from || "") || day > (owner.to || "9999"));
    handler.value = away ? "" : owner.owner || "";
    fields.querySelector(".away").hidden = !away;
  }

  function date(fields, name) {
    var input = fields.querySelector('[name="' + name + '"]');
    return input ? input.value.slice(0, 10) : "";
  }

  // Text of the body, in which nothing is taken for Markdown: neither what begins a line, nor what stands in it. Its lines stay lines.
  function plain(text) {
    return text.trim().split(/\r?\n/).map(function (line) {
      return line.trim()
        .replace(/\\(?=[!-\/:-@[-`{-~]|$)/g, "\\\\")
        .replace(/[`*_\[\]~]|<(?=[a-z\/!?])|&(?=#?\w+;)/gi, function (mark, at, all) { return mark === "_" && /[a-z\d]_[a-z\d]/i.test(all.slice(at - 1, at + 2)) ? mark : "\\" + mark; })
        .replace(/^(?=#{1,6}(\s|$)|<{7}|[-+](\s|$)|>|[|:=_-][|:=_\s-]*$)/, "\\")
        .replace(/^(\d+)(?=[.)](\s|$))/, "$1\\");
    }).map(function (line, at, lines) { return line && lines[at + 1] ? line + "\\" : line; }).join("\n");
  }

  // A value of the front matter; what YAML could take for something else stands in quotation marks.
  function value(input) {
    var text = answer(input).replace(/\s+/g, " ");
    if (input.dataset.how === "datetime") return text.replace("T", " ");
    if (input.dataset.how === "list") return "[" + text.split(/[,，、]/).map(function (one) { return JSON.stringify(one.trim()); }).join(", ") + "]";
    if (input.dataset.how !== "text") return text;
    return /^[\u4e00-\u9fff][\u4e00-\u9fff\w ，。、（）-]*$/.test(text) ? text : JSON.stringify(text);
  }

  function id(fields) {
    var date = fields.querySelector('[name="' + fields.dataset.date + '"]'), day = (date && date.value || now()).slice(0, 10);
    var filled = fields.dataset.pattern.replace("{date}", day.replace(/-/g, "")).replace("{month}", day.slice(0, 7)).replace("{year}", day.slice(0, 4));
    var cut = filled.match(/^(.*?)\{seq:?0*(\d*)\}(.*)$/);
    if (!cut) return { id: filled, day: day };
    var taken = 0;
    fields.querySelectorAll("data").forEach(function (entry) { if (entry.value === cut[1]) taken = Number(entry.textContent); });
    var number = String(taken + 1);
    while (number.length < Number(cut[2] || 1)) number = "0" + number;
    return { id: cut[1] + number + cut[3], day: day };
  }

  function record(fields) {
    var lines = ["---"];
    fields.querySelectorAll("input[name], select[name]").forEach(function (input) {
      var text = answer(input);
      if (!text || input.closest("[hidden]") || (input.dataset.how === "boolean" && !input.checked)) return;
      lines.push(input.name + ": " + value(input));
    });
    lines.push("---");
    fields.querySelectorAll("[data-section]").forEach(function (section) {
      lines.push("", "## " + section.dataset.section, "", section.type === "hidden" ? form.dataset.later : plain(section.value));
    });
    return lines.join("\n") + "\n";
  }

  function finish(event) {
    event.preventDefault();
    var fields = part(), text = record(fields), made = id(fields), name = made.id + ".md";
    var title = fields.querySelector('[name="title"]').value.trim();
    result.hidden = false;
    result.querySelector("code").textContent = text;
    result.querySelector("[role=status]").textContent = form.dataset.ready.replace("%id%", made.id).replace("%at%", "content/" + fields.dataset.folder + "/" + made.day.slice(0, 7).replace("-", "/") + "/" + name);
    if (address) URL.revokeObjectURL(address);
    address = URL.createObjectURL(new Blob([text], { type: "text/markdown" }));
    var file = result.querySelector("[data-way=file]");
    file.href = address;
    file.download = name;
    var mail = "mailto:" + form.dataset.mail + "?subject=" + encodeURIComponent(made.id + " " + title) + "&body=", body = encodeURIComponent(text.replace(/\n/g, "\r\n"));
    // A longer address is taken by no mail program on Windows.
    if (mail.length + body.length > 2000) body = encodeURIComponent(form.dataset.attach.replace("%file%", name));
    result.querySelector("[data-way=mail]").href = mail + body;
    var head = result.querySelector("h2");
    head.focus({ preventScroll: true });
    head.scrollIntoView();
  }

  function copy(event) {
    var button = event.currentTarget, words = button.textContent, code = result.querySelector("code");
    function copied() {
      button.textContent = form.dataset.copied;
      setTimeout(function () { button.textContent = words; }, 1500);
    }
    // A page that came over plain http has no clipboard; then the text is selected, and stays so where even that copies nothing.
    function select() {
      window.getSelection().selectAllChildren(code);
      var done = false;
      try { done = document.execCommand("copy"); } catch (refused) { done = false; }
      if (done) copied();
      else button.hidden = true;
    }
    if (navigator.clipboard) navigator.clipboard.writeText(code.textContent).then(copied, select);
    else select();
  }

  // The scripts for search are loaded when somebody types.
  function ready() {
    return loading = loading || new Promise(function (done, failed) {
      if (window.casebook && window.casebook.Store) return done();
      var script = document.createElement("script");
      script.src = form.dataset.search;
      script.onload = done;
      script.onerror = function () { loading = null; failed(new Error("search")); };
      document.head.appendChild(script);
    });
  }

  function look() {
    var fields = part(), number = ++latest, asked = [fields.querySelector('[name="title"]').value, fields.querySelector("textarea").value].join(" ").trim().slice(0, 120);
    var status = similar.querySelector("[role=status]"), list = similar.querySelector("ol");
    if (asked.length < 2) { list.textContent = ""; return; }
    ready().then(function () {
      store = store || new window.casebook.Store(root);
      return window.casebook.search(store, asked, [], 5);
    }).then(function (found) {
      if (number !== latest) return;
      list.textContent = "";
      found.hits.slice(0, 5).forEach(function (hit) {
        var item = document.createElement("li"), link = document.createElement("a"), about = document.createElement("p"), says = document.createElement("p");
        link.href = window.casebook.href(root, hit);
        link.target = "_blank";
        window.casebook.put(hit.title, link);
        about.className = "about";
        window.casebook.about(hit, about);
        says.className = "snippet";
        window.casebook.put(hit.snippet, says);
        item.append(link, about, says);
        list.append(item);
      });
      status.textContent = found.hits.length ? "" : form.dataset.none;
    }, function () { if (number === latest) similar.hidden = true; });
  }

  form.addEventListener("change", function (event) {
    if (event.target.name === "kind") choose();
    else { follow(); own(part()); }
    keep();
  });
  // What is cleared can be had back, until something else is written.
  var cleared = null;
  form.addEventListener("reset", function () {
    cleared = filled();
    setTimeout(function () {
      choose(true);
      try { sessionStorage.removeItem(kept); } catch (refused) { /* Then nothing was kept. */ }
      undo.hidden = false;
    });
  });
  undo.querySelector("button").addEventListener("click", function () {
    fill(cleared);
    choose(true);
    keep();
    undo.hidden = true;
    part().querySelector('[name="title"]').focus();
  });
  form.addEventListener("input", function (event) {
    undo.hidden = true;
    // What was made of other words is not shown beside these.
    if (event.target.closest(".intake-fields")) result.hidden = true;
    keep();
    if (event.target.name !== "title" && event.target.tagName !== "TEXTAREA") return;
    clearTimeout(timer);
    timer = setTimeout(look, 350);
  });
  form.addEventListener("submit", finish);
  result.querySelector("[data-way=copy]").addEventListener("click", copy);
  form.hidden = false;
  restore();
  choose(true);
})();
