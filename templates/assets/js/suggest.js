// What was probably meant by what is not found: a name of a system, a kind, a region or a tag that sounds or looks like it. Loaded when it is needed.
(() => {
  "use strict";
  var MOST = 3, TRIED = 6, LONGEST = 24, WORDS = 4, SCOPES = ["system", "kind", "region", "tag"];

  // How many characters have to be changed, left out, put in or swapped with their neighbour.
  function distance(a, b) {
    var rows = Array.from({ length: a.length + 1 }, (_, at) => [at]);
    b.forEach((_, at) => rows[0][at + 1] = at + 1);
    for (var i = 1; i <= a.length; i++) for (var j = 1; j <= b.length; j++) {
      rows[i][j] = Math.min(rows[i - 1][j - 1] + (a[i - 1] !== b[j - 1]), rows[i - 1][j] + 1, rows[i][j - 1] + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) rows[i][j] = Math.min(rows[i][j], rows[i - 2][j - 2] + 1);
    }
    return rows[a.length][b.length];
  }

  // The part of `name` that is nearest to `typed`, and how far it is, 0 for one that sounds the same; null where none is near enough.
  function near(typed, name, groups) {
    var best = null, most = Math.floor(typed.length / 4) + (typed.length === 3);
    function alike(c, at) { return c === typed[at] || groups.some(group => group.includes(c) && group.includes(typed[at])); }
    if (typed.length < 2 || typed.length > LONGEST) return null;
    [typed.length, typed.length + 1, typed.length - 1].forEach(size => {
      for (var start = 0; size && start + size <= name.length; start++) {
        var part = name.slice(start, start + size), far = size === typed.length && part.every(alike) ? 0 : distance(typed, part);
        if (part[0] !== " " && part[size - 1] !== " " && far <= most && (!best || far < best.far)) best = { far, text: part.join("") };
      }
    });
    return best;
  }

  // Questions that were probably meant by `text`, the likeliest first; each finds records that hold all of it.
  async function suggest(store, text, filters) {
    var groups = await store.shard("alike", groups => groups), query = casebook.parse(text), found = [], tried = new Set();
    async function finds(text, filters) {
      var search = await casebook.find(store, text, filters, 1);
      return search && search.total > 0 && !search.part;
    }
    async function names(scopes, typed) {
      var all = [], columns = await Promise.all(scopes.map(scope => store.column(scope)));
      columns.flat().forEach(row => row.names.forEach(name => {
        var one = near(Array.from(typed), Array.from(casebook.fold(name)), groups);
        if (one) all.push({ ...one, count: row.docs.length });
      }));
      all.sort((a, b) => a.far - b.far || b.count - a.count || (a.text < b.text ? -1 : 1));
      return [...new Set(all.map(one => one.text))].slice(0, TRIED);
    }
    // The question with `name` in place of the word, or of the value behind a colon, that is `wrong` when it is folded.
    function replaced(wrong, name) {
      return text.trim().split(/\s+/).map(part => {
        var colon = part.search(/[:：]/) + 1;
        if (casebook.fold(part) === wrong) return name;
        return colon && casebook.fold(part.slice(colon)) === wrong ? part.slice(0, colon) + name : part;
      }).join(" ");
    }
    async function attempt(wrong, scopes) {
      for (var name of await names(scopes, wrong)) {
        var other = replaced(wrong, name);
        if (found.length < MOST && !tried.has(other)) {
          tried.add(other);
          if (await finds(other, filters)) found.push(other);
        }
      }
    }
    for (var filter of query.filters) if (SCOPES.includes(filter.scope) && !await finds("", [filter])) await attempt(filter.value, [filter.scope]);
    for (var word of query.words.slice(0, WORDS)) if (!await finds(word.text, [])) await attempt(word.text, SCOPES);
    return found;
  }

  // Asks in `place` what was meant, as far as that is still wanted, by the server's answer or, without one, by the shards; `ask` asks another question.
  casebook.showMeant = async function (place, [store, text, filters, search], wanted, ask) {
    var all = search.suggestions || await suggest(store, casebook.apart(text) || text, filters).catch(() => []);
    if (!wanted()) return;
    place.querySelectorAll("button").forEach(button => button.remove());
    all.forEach(other => {
      var button = casebook.make("button", "chip", other);
      button.type = "button";
      button.addEventListener("click", () => ask(other));
      place.append(button);
    });
    place.hidden = !all.length;
  };
})();
