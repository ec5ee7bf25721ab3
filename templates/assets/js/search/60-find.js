// Which records answer a question? Candidates by keys; what is shown is proven by its text.
(function (global) {
  "use strict";
  var casebook = global.casebook, WEIGHTS = [1, 1.6, 3, 6], LOSS = 0.25, MOST_BLOCKS = 4;

  // The documents for which all filters hold; null for all.
  async function allowed(store, filters) {
    var scopes = new Map(), all = null;
    filters.forEach(function (filter) { scopes.set(filter.scope, (scopes.get(filter.scope) || []).concat(filter.value)); });
    for (var [scope, values] of scopes) {
      var column = await store.column(scope), holds = scope === "from" || scope === "to" ? days(column, scope, values) : named(column, values);
      all = all ? new Set([...all].filter(function (doc) { return holds.has(doc); })) : holds;
    }
    return all;
  }

  function days(column, scope, values) {
    var holds = new Set(), limits = values.map(function (value) { return +value.replace(/-/g, ""); });
    column.forEach(function (day, doc) {
      if (day > 0 && limits.some(function (limit) { return scope === "from" ? day >= limit : day <= limit; })) holds.add(doc);
    });
    return holds;
  }

  // A value means the name that it is, else all names that hold it.
  function named(column, values) {
    var holds = new Set();
    values.forEach(function (value) {
      function having(test) { return column.filter(function (row) { return row.names.some(function (name) { return test(casebook.fold(name)); }); }); }
      var rows = having(function (name) { return name === value; });
      if (!rows.length) rows = having(function (name) { return name.includes(value); });
      rows.forEach(function (row) { row.docs.forEach(function (doc) { holds.add(doc); }); });
    });
    return holds;
  }

  // For each word as many of its keys as are worth a request, at least one.
  function chosen(store, words) {
    var rows = words.map(casebook.keys), blocks = new Set();
    rows.forEach(function (row) { row.take = []; row.keys.sort(function (a, b) { return b.text.length - a.text.length; }); });
    for (var turn = 0; rows.some(function (row) { return turn < row.keys.length; }); turn++) {
      rows.forEach(function (row) {
        if (turn >= row.keys.length) return;
        var own = store.blocks(row.keys[turn]).filter(function (block) { return !blocks.has(block); });
        if (turn > 0 && blocks.size + own.length > MOST_BLOCKS) return;
        own.forEach(function (block) { blocks.add(block); });
        row.take.push(row.keys[turn]);
      });
    }
    return rows;
  }

  // The score of one word in each document that may hold it.
  async function scores(store, row) {
    var lists = await Promise.all(row.take.map(function (key) { return store.postings(key); })), found = new Map();
    var least = lists.length ? lists.reduce(function (a, b) { return b.size < a.size ? b : a; }) : new Map();
    least.forEach(function (_, doc) {
      var sum = 0;
      for (var list of lists) {
        if (!list.has(doc)) return;
        sum += WEIGHTS[list.get(doc)] * Math.log(1 + (store.docs - list.size + 0.5) / (list.size + 0.5));
      }
      found.set(doc, sum / Math.sqrt(lists.length));
    });
    if (row.sound) (await store.postings(row.sound)).forEach(function (kind, doc) { found.set(doc, (found.get(doc) || 0) + WEIGHTS[kind]); });
    return found;
  }

  function texts(document) {
    if (!document.texts) {
      var all = [document.body, document.fields, document.code].concat(document.headings, document.alts);
      document.texts = all.filter(Boolean).map(casebook.folded);
      document.names = [document.title, document.id].concat(document.labels).map(casebook.fold);
    }
    return document.texts;
  }

  function holds(document, word) {
    var all = texts(document).map(function (folded) { return folded.text; }).concat(document.names);
    return all.some(function (text) { return casebook.occurrences(text, word, 1).length > 0; });
  }

  // Whether a document answers that holds the words for which `held` holds: all of them, or enough parts of the question.
  Search.prototype.answers = function (held) {
    var parts = this.parts, count = parts ? parts.pieces.length : 0;
    if (!parts) return held.every(Boolean);
    return held.slice(0, count).some(Boolean) || held.slice(count).filter(Boolean).length >= parts.least;
  };

  // One search: `hits` are proven and in order; `total` is certain or an estimate from above.
  function Search(store, query, words, way) {
    this.store = store;
    this.words = words;
    this.part = way === "any";
    this.spelled = words.map(function (word) { return casebook.isLetters(word.text) && (way === "pinyin" || !casebook.isWeak(word.text)); });
    this.asked = casebook.fold(query.text.replace(/^["“”]+|["“”]+$/g, ""));
    this.hits = [];
    this.at = 0;
  }

  Search.prototype.collect = async function (open, narrow) {
    var store = this.store, words = this.words, isAny = this.part, found = [], search = this;
    var spelled = this.spelled, rows = chosen(store, words);
    rows.forEach(function (row, number) { if (spelled[number]) row.sound = casebook.sound(words[number].text); });
    var each = await Promise.all(rows.map(function (row) { return scores(store, row); }));
    var docs = new Set();
    if (!words.length) for (var doc = 0; doc < store.docs; doc++) docs.add(doc);
    else each.forEach(function (list, number) { if (isAny || number === 0) list.forEach(function (_, doc) { docs.add(doc); }); });
    docs.forEach(function (doc) {
      if (open && !open.has(doc) || !search.answers(each.map(function (list) { return list.has(doc); }))) return;
      var sum = each.reduce(function (sum, list) { return sum + (list.get(doc) || 0); }, 0);
      found.push({ doc: doc, score: sum * (1 - LOSS * doc / store.docs) });
    });
    found.sort(function (a, b) { return b.score - a.score || a.doc - b.doc; });
    this.wide = found;
    this.refuted = new Set();
    this.candidates = narrow ? found.filter(function (hit) { return narrow.has(hit.doc); }) : found;
    this.proven = rows.every(function (row) { return row.exact && !row.sound; });
    this.sounds = spelled.some(Boolean) && found.length ? await store.sounds() : null;
  };

  // Shows up to `count` more hits; 0 for all.
  Search.prototype.more = async function (count) {
    var wanted = count ? this.hits.length + count : Infinity, store = this.store, words = this.words, search = this;
    while (this.hits.length < wanted && this.at < this.candidates.length) {
      var batch = this.candidates.slice(this.at, this.at + Math.min(wanted - this.hits.length, 50)), fresh = [];
      var documents = await Promise.all(batch.map(function (hit) { return store.document(hit.doc); }));
      for (var at = 0; at < documents.length; at++) {
        var document = documents[at], held = words.map(function (word, number) { return holds(document, word) || search.spells(document, number).length > 0; });
        if (search.answers(held)) fresh.push(this.hit(document));
        else this.refuted.add(batch[at].doc);
      }
      if (this.at === 0) fresh.sort(function (a, b) { return b.exact - a.exact; });
      this.at += batch.length;
      this.hits = this.hits.concat(fresh);
    }
    this.done = this.at >= this.candidates.length;
    this.certain = this.done || this.proven;
    this.total = this.done ? this.hits.length : this.candidates.length;
    return this;
  };

  // The title and the systems of which the word with this number is pinyin.
  Search.prototype.spells = function (document, number) {
    var sounds = this.sounds, typed = this.words[number].text;
    return this.spelled[number] ? [document.title].concat(document.systems).filter(function (name) { return casebook.spells(sounds, name, typed); }) : [];
  };

  Search.prototype.hit = function (document) {
    var is = this.asked === casebook.fold(document.id), words = this.words;
    var labels = document.labels.map(function (label) { return casebook.marked(label, words); }).filter(function (parts) {
      return parts.some(function (part) { return part.mark; }) && document.kinds.indexOf(parts.map(function (part) { return part.text; }).join("")) < 0;
    });
    var search = this, spelled = words.flatMap(function (_, number) { return search.spells(document, number); });
    document.systems.forEach(function (name) { if (spelled.indexOf(name) >= 0) labels.push([{ text: name, mark: true }]); });
    return {
      id: document.id, url: document.url, kinds: document.kinds, date: document.date, exact: is ? 1 : 0,
      labels: labels.slice(0, 4),
      title: casebook.marked(document.title, words), snippet: casebook.snippet(texts(document), words)
    };
  };

  // How many candidates, without those that were looked at and do not hold the words, have each value of `scope`, the most first. `narrow` are the other conditions of the reader.
  Search.prototype.facet = async function (scope, narrow) {
    var refuted = this.refuted, docs = new Set(this.wide.map(function (hit) { return hit.doc; }).filter(function (doc) {
      return !refuted.has(doc) && (!narrow || narrow.has(doc));
    }));
    var rows = (await this.store.column(scope)).map(function (row) {
      return { names: row.names, count: row.docs.filter(function (doc) { return docs.has(doc); }).length };
    });
    return rows.filter(function (row) { return row.count > 0; }).sort(function (a, b) { return b.count - a.count; });
  };

  casebook.allowed = allowed;

  // Answers `text`, narrowed by `filters` of the page, with `limit` hits: records that hold all of it, else those that hold a part.
  casebook.find = async function (store, text, filters, limit) {
    for (var tries = 0; ; tries++) {
      try { return await find(store, text, filters, limit); }
      catch (error) { if (!error.stale || tries > 1) throw error; }
    }
  };

  async function find(store, text, filters, limit) {
    var query = casebook.parse(text), words = query.words.concat(query.literals);
    query.text = text.trim();
    if (!words.length && !query.filters.length && !filters.length) return null;
    var open = await allowed(store, query.filters), narrow = await allowed(store, filters);
    var search, ways = ["all"];
    if (words.some(function (word) { return casebook.isLetters(word.text) && casebook.isWeak(word.text); })) ways.push("pinyin");
    for (var way of ways) {
      search = new Search(store, query, words, way);
      await search.collect(open, narrow);
      await search.more(limit);
      if (search.hits.length || !words.length) return search;
    }
    var parts = casebook.fragments(words), all = parts.pieces.concat(parts.pairs);
    search = new Search(store, query, all, "any");
    search.parts = parts;
    if (!all.length) { search.wide = search.candidates = []; search.refuted = new Set(); return search.more(limit); }
    await search.collect(open, narrow);
    return search.more(limit);
  }
})(typeof window === "undefined" ? globalThis : window);
