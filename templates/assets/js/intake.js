// Makes a record of what is filled in, to be handed over as a file, as text or by mail, and shows similar answers while one types.
(function () {
  "use strict";
  var form = document.getElementById("intake");
  if (!form) return;
  var root = document.body.dataset.root, similar = form.querySelector(".intake-similar"), result = form.querySelector(".intake-result");
  var store = null, loading = null, timer = 0, latest = 0, address = "";

  function part() { return form.querySelector(".intake-fields:not([disabled])"); }
  function two(number) { return (number < 10 ? "0" : "") + number; }

  function now() {
    var at = new Date();
    return [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].join("-") + "T" + two(at.getHours()) + ":" + two(at.getMinutes());
  }

  // Only the fields of one kind take part, and of these only those that an answer asks for.
  function choose() {
    var kind = form.elements.kind.value;
    form.querySelectorAll(".intake-fields").forEach(function (fields) {
      fields.disabled = fields.hidden = fields.dataset.kind !== kind;
    });
    var date = part().querySelector('[name="' + part().dataset.date + '"]');
    if (date && !date.value) date.value = date.type === "date" ? now().slice(0, 10) : now();
    follow();
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
  function own(event) {
    var fields = part(), handler = fields.querySelector('[type=hidden][name="handler"]'), system = fields.querySelector('[name="system"]');
    if (!handler || ["system", "responded_at", fields.dataset.date].indexOf(event.target.name) < 0) return;
    var owner = system && system.selectedOptions && system.selectedOptions[0] ? system.selectedOptions[0].dataset : {}, day = date(fields, "responded_at") || date(fields, fields.dataset.date) || now().slice(0, 10);
    var away = !!owner.owner && (day < (owner.from || "") || day > (owner.to || "9999"));
    handler.value = away ? "" : owner.owner || "";
    fields.querySelector(".away").hidden = !away;
  }

  function date(fields, name) {
    var input = fields.querySelector('[name="' + name + '"]');
    return input ? input.value.slice(0, 10) : "";
  }

  // Text of the body, in which nothing is taken for Markdown: neither what begins a line, nor what stands in it.
  function plain(text) {
    return text.trim().split(/\r?\n/).map(function (line) {
      return line.trim()
        .replace(/\\(?=[!-\/:-@[-`{-~]|$)/g, "\\\\")
        .replace(/[`*_\[\]~]|<(?=[a-z\/!?])|&(?=#?\w+;)/gi, function (mark, at, all) { return mark === "_" && /[a-z\d]_[a-z\d]/i.test(all.slice(at - 1, at + 2)) ? mark : "\\" + mark; })
        .replace(/^(?=#{1,6}(\s|$)|[-+](\s|$)|>|[|:=_-][|:=_\s-]*$)/, "\\")
        .replace(/^(\d+)(?=[.)](\s|$))/, "$1\\");
    }).join("\n");
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
    result.querySelector("[role=status]").textContent = form.dataset.ready.replace("%at%", "content/" + fields.dataset.folder + "/" + made.day.slice(0, 7).replace("-", "/") + "/" + name);
    if (address) URL.revokeObjectURL(address);
    address = URL.createObjectURL(new Blob([text], { type: "text/markdown" }));
    var file = result.querySelector("[data-way=file]");
    file.href = address;
    file.download = name;
    result.querySelector("[data-way=mail]").href = "mailto:?subject=" + encodeURIComponent(made.id + " " + title) + "&body=" + encodeURIComponent(text.replace(/\n/g, "\r\n"));
    result.querySelector("pre").focus();
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
    else { follow(); own(event); }
  });
  form.addEventListener("input", function (event) {
    if (event.target.name !== "title" && event.target.tagName !== "TEXTAREA") return;
    clearTimeout(timer);
    timer = setTimeout(look, 350);
  });
  form.addEventListener("submit", finish);
  result.querySelector("[data-way=copy]").addEventListener("click", copy);
  form.hidden = false;
  choose();
})();
