// How is an answer shown, and what was searched for before? For the page and for the dialog.
(global => {
  "use strict";
  var RECENT = 8, KEPT = "casebook-recent";

  // The words of the site's language, from the script that holds them.
  global.casebookWords = words => casebook.words = words;

  casebook.make = (name, className, text) => {
    var element = document.createElement(name);
    if (className) element.className = className;
    if (text) element.textContent = text;
    return element;
  };

  casebook.put = (parts, into) => {
    parts.forEach(part => into.append(part.mark ? casebook.make("mark", "", part.text) : part.text));
    if (casebook.isHan(into.textContent)) into.lang = "zh-CN";
    return into;
  };

  // The name in the language of the page, of an ID and its names.
  casebook.own = names => (document.documentElement.lang === "en" && names[2]) || names[1] || names[0];

  // What is said of a hit below its title.
  casebook.about = (hit, into) => {
    function say(element) { into.append(element, " "); }
    if (hit.id !== hit.title.map(part => part.text).join("")) say(casebook.make("span", "id", hit.id));
    if (hit.kinds.length) say(casebook.make("span", "", casebook.own([""].concat(hit.kinds))));
    hit.systems.slice(0, 2).forEach(name => { if (!hit.labels.some(parts => parts.map(part => part.text).join("") === name)) say(casebook.put([{ text: name }], casebook.make("span"))); });
    if (hit.date) say(casebook.make("span", "", hit.date));
    hit.labels.forEach(label => say(casebook.put(label, casebook.make("span"))));
  };

  // The way to a hit, with what is to be marked there.
  casebook.href = (root, hit) => root + hit.url + "#q=" + encodeURIComponent(hit.asked);

  casebook.said = search => {
    var said = search.total === 0 ? "none" : (search.as ? "apart" : search.part ? "part" : "found") + (search.certain ? "" : "-about");
    return casebook.words[said].replace("%n%", search.total).replace("%q%", () => search.as);
  };

  // Answers `text` by the shards of the site, or by the server that shows it; with records that hold a part of it too, where `any` is wanted.
  casebook.search = async function (store, text, filters, limit, any) {
    var manifest = await store.ready();
    return manifest.api ? casebook.ask(store.root + manifest.api, text, filters, limit, any) : casebook.find(store, text, filters, limit, any);
  };

  casebook.kept = () => {
    try {
      return JSON.parse(localStorage.getItem(KEPT)).filter(text => typeof text === "string");
    } catch (e) { return []; }
  };

  casebook.keep = text => {
    text = text.trim();
    if (!text) return;
    var all = [text].concat(casebook.kept().filter(other => other !== text)).slice(0, RECENT);
    try { localStorage.setItem(KEPT, JSON.stringify(all)); } catch (e) { /* not kept */ }
  };
})(globalThis);
