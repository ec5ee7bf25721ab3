// Which records answer a question? Candidates by keys; what is shown is proven by its text.
(() => {
  "use strict";
  // What it counts where a key stands, by class, and inside words alone; as how many a place inside a word counts.
  var WEIGHTS = [1, 1.6, 3, 6, 0.3, 0.5, 1, 2], INSIDE = 0.2, FEW_BLOCKS = 3, MOST_BLOCKS = 4, TRIED = 2, START = Date.parse("0000-01-01"), MOST_NEAR = 1000, MOST_FAR = 50;

  // The fields of a document with their weights and usual sizes, and the least class of what stands there; the constants of BM25.
  var FIELDS = [["title", 4, 40, 4], ["labels", 2, 80, 3], ["headings", 2, 80, 3], ["fields", 1.2, 300, 1], ["body", 1, 1500, 1], ["code", 0.8, 400, 1], ["alts", 0.8, 40, 1]];
  var K1 = 1.2, B = 0.6, MOST_COUNTED = 200, TERM = /\p{Script=Han}|[\p{Alphabetic}\p{N}]+|[^\s]/gu, HAN = /\p{Script=Han}(?=\p{Script=Han})/gu;

  function rarity(docs, count) { return Math.log(1 + (docs - count + 0.5) / (count + 0.5)); }

  // The documents for which all filters hold; null for all.
  async function allowed(store, filters) {
    var scopes = new Map(), all = null;
    filters.forEach(filter => scopes.set(filter.scope, (scopes.get(filter.scope) || []).concat(filter.value)));
    for (var [scope, values] of scopes) {
      var holds = scope === "from" || scope === "to" ? days(await store.days(), scope, values) : named(await store.column(scope), values);
      all = all ? new Set([...all].filter(doc => holds.has(doc))) : holds;
    }
    return all;
  }

  function days(column, scope, values) {
    var holds = new Set(), limits = values.map(value => (Date.parse(value) - START) / 864e5);
    column.forEach((day, doc) => {
      if (day > 0 && limits.some(limit => scope === "from" ? day >= limit : day <= limit)) holds.add(doc);
    });
    return holds;
  }

  // A value means the name that it is, else all names that hold it.
  function named(column, values) {
    var holds = new Set();
    values.forEach(value => {
      function having(test) { return column.filter(row => row.names.some(name => test(casebook.fold(name)))); }
      var rows = having(name => name === value);
      if (!rows.length) rows = having(name => name.includes(value));
      rows.forEach(row => { row.docs.forEach(doc => holds.add(doc)); });
    });
    return holds;
  }

  // For each word as many of its keys as are worth a request, at least one; those first of which most is to be learnt, also where nothing holds all.
  function chosen(store, words, most) {
    var rows = words.map(casebook.keys), blocks = new Set();
    rows.forEach(row => {
      row.take = [];
      row.keys.sort((a, b) => b.text.length - a.text.length);
      row.all = row.keys.concat(row.others).sort((a, b) => casebook.isLittle(a.text) - casebook.isLittle(b.text));
    });
    for (var turn = 0; rows.some(row => turn < row.all.length); turn++) {
      rows.forEach(row => {
        if (turn >= row.all.length) return;
        var block = store.place(row.all[turn]).block;
        if (turn > 0 && !blocks.has(block) && blocks.size >= most) return;
        blocks.add(block);
        row.take.push(row.all[turn]);
      });
    }
    return rows;
  }

  // The score of one word in each document that may hold it, 0 in others.
  async function scores(store, row) {
    var lists = await Promise.all(row.take.map(key => store.postings(key))), all = new Float64Array(store.docs), share = 1 / Math.sqrt(lists.length);
    var weights = lists.map(list => WEIGHTS.map(weight => weight * share * rarity(store.docs, list.count)));
    // In how many documents it stands at most, by the least class.
    row.counts = [1, 2, 3, 4].map(least => {
      return lists.reduce((fewest, list) => Math.min(fewest, list.counts.slice(least).reduce((a, b) => a + b, 0)), store.docs);
    });
    row.counts.unshift(0);
    docs: for (var doc = 0; lists.length && doc < all.length; doc++) {
      for (var at = 0, sum = 0; at < lists.length; at++) {
        var better = lists[at].classes[doc];
        if (!better) continue docs;
        sum += weights[at][better - 1];
      }
      all[doc] = sum;
    }
    if (lists.some(list => list.unsure)) row.exact = false;
    if (!row.sound) return all;
    var sounds = await store.postings(row.sound);
    row.soundCount = sounds.count;
    if (!sounds.count) row.sound = null;
    else sounds.classes.forEach((better, doc) => { if (better) all[doc] += WEIGHTS[better - 1]; });
    return all;
  }

  function texts(document) {
    var { body, fields, code, headings, alts, title, id, labels } = document;
    document.names = document.names || [title, id].concat(labels).map(casebook.fold);
    return document.texts = document.texts || [body, fields, code].concat(headings, alts).filter(Boolean).map(casebook.folded);
  }

  function holds(document, word) {
    var all = texts(document).map(folded => folded.text).concat(document.names);
    return all.some(text => casebook.occurrences(text, word, 1).length > 0);
  }

  // How often `word` stands in texts, and how many terms they have, both as the program counts them.
  function counted(document, name, word) {
    var known = document.sizes = document.sizes || {}, all = document.fielded = document.fielded || {};
    var folded = all[name] = all[name] || [].concat(name === "labels" ? document.labels.concat(document.id) : document[name] || []).map(casebook.fold);
    if (!(name in known)) known[name] = folded.reduce((sum, text) => sum + (text.match(TERM) || []).length + (text.match(HAN) || []).length, 0);
    function places(word) { return folded.reduce((sum, text) => sum + casebook.occurrences(text, word, MOST_COUNTED).length, 0); }
    return { count: INSIDE * places(word) + (1 - INSIDE) * places({ ...word, inside: false }), size: known[name] };
  }

  // One search: `hits` are proven and in order; `total` is certain or an estimate from above.
  class Search {
    constructor(store, query, words, letters, parts) {
      this.store = store;
      this.words = words;
      this.part = this.parts = parts;
      this.spelled = words.map(word => casebook.isLetters(word.text) && (letters || !casebook.isWeak(word.text)));
      this.text = query.text;
      this.asked = casebook.fold(query.text.replace(/^["“”]+|["“”]+$/g, ""));
      this.wide = this.candidates = this.ordered = [];
      this.scores = new Float64Array(0);
      this.proven = new Map();
      this.hits = [];
      this.at = 0;
      this.most = FEW_BLOCKS;
    }

    // How well a document answers, as the program reckons: BM25 of each word in each field.
    score(document, fresh) {
      var docs = this.store.docs;
      return fresh * this.words.reduce((sum, word, number) => {
        var row = this.rows[number], spelled = this.spells(document, number).length ? 2 * rarity(docs, row.sound ? row.soundCount : 0) : 0;
        return FIELDS.reduce((sum, field) => {
          var found = counted(document, field[0], word);
          return sum + field[1] * rarity(docs, row.counts[field[3]]) * (K1 + 1) * found.count / (found.count + K1 * (1 - B + B * found.size / field[2]));
        }, sum + spelled);
      }, 0);
    }

    // Whether a document answers that holds the words for which `held` holds: all of them, or enough parts of the question.
    answers(held) {
      var parts = this.parts, count = parts ? parts.pieces.length : 0;
      if (!parts) return held.every(Boolean);
      return held.slice(0, count).some(Boolean) || held.slice(count).filter(Boolean).length >= parts.least;
    }

    // Collects the candidates.
    async collect(open, narrow) {
      var store = this.store, words = this.words, found = [];
      var spelled = this.spelled, rows = chosen(store, words, this.most);
      rows.forEach((row, number) => { if (spelled[number]) row.sound = casebook.sound(words[number].text); });
      var each = await Promise.all(rows.map(row => scores(store, row)));
      this.rows = rows;
      var fresh = this.fresh = store.facets.fresh, held = each.map(() => false);
      for (var doc = 0; doc < store.docs; doc++) {
        for (var at = 0, sum = 0; at < each.length; at++) {
          held[at] = each[at][doc] > 0;
          sum += each[at][doc];
        }
        if (open && !open.has(doc) || !this.answers(held)) continue;
        found.push({ doc, score: (each.length ? sum : 1) * fresh[doc] });
      }
      this.wide = found;
      this.candidates = narrow ? found.filter(hit => narrow.has(hit.doc)) : found;
      this.scores = Float64Array.from(this.candidates, hit => hit.score).sort();
      this.ordered = [];
      this.settled = rows.every(row => row.exact && (!row.sound || row.sound.exact));
      this.sounds = spelled.some(Boolean) && found.length ? await store.sounds() : null;
      // One of those that seem best is none: more keys tell more, as long as there are some.
      if (this.most < MOST_BLOCKS && rows.some(row => row.take.length < row.all.length)) {
        var best = await Promise.all(this.best(TRIED).slice(0, TRIED).map(hit => this.prove(hit.doc)));
        if (best.includes(null)) { this.most++; await this.collect(open, narrow); }
      }
    }

    // The document with this number if it holds what is asked for, else null.
    async prove(doc) {
      if (!this.proven.has(doc)) {
        var document = await this.store.document(doc);
        var held = this.words.map((word, number) => holds(document, word) || this.spells(document, number).length > 0);
        this.proven.set(doc, this.answers(held) ? document : null);
      }
      return this.proven.get(doc);
    }

    // The candidates in order, at least the first `count`.
    best(count) {
      if (this.ordered.length < Math.min(count, this.candidates.length)) {
        var least = count < this.scores.length ? this.scores[this.scores.length - count] : -Infinity;
        this.ordered = this.candidates.filter(hit => hit.score >= least).sort((a, b) => b.score - a.score || a.doc - b.doc);
      }
      return this.ordered;
    }

    // Shows up to `count` more hits, of as many candidates, so that no page of them costs much, but at least one more where there is one; 0 for all.
    async more(count) {
      var most = count || Infinity, wanted = this.hits.length + most, last = this.at + most;
      while (this.hits.length < wanted && this.at < this.candidates.length && (this.at < last || this.hits.length === wanted - most)) {
        var until = this.at + Math.min(wanted - this.hits.length, this.at < last ? last - this.at : 50, 50), batch = this.best(until).slice(this.at, until);
        var documents = await Promise.all(batch.map(hit => this.prove(hit.doc)));
        var hits = batch.flatMap((one, at) => documents[at] ? [this.hit(documents[at], one.doc)] : []);
        if (count) hits.sort((a, b) => b.exact - a.exact || b.score - a.score);
        this.hits = this.hits.concat(hits);
        this.at += batch.length;
      }
      return this.count();
    }

    // How many hits there are, as far as it is known.
    count() {
      this.total = this.candidates.filter(hit => this.proven.get(hit.doc) !== null).length;
      this.done = this.hits.length >= this.total;
      this.settled = this.settled || this.wide.every(hit => this.proven.has(hit.doc));
      this.certain = this.settled || this.done;
      return this;
    }

    // Proves all candidates, so that total and facets are certain, where they are not too many to load; `goesOn` says whether it is still wanted.
    async settle(goesOn) {
      var rest = this.wide.filter(hit => !this.proven.has(hit.doc));
      if (this.settled || rest.length > (location.protocol === "file:" ? MOST_NEAR : MOST_FAR)) return false;
      for (var at = 0; at < rest.length; at += 10) {
        if (!goesOn()) return false;
        await Promise.all(rest.slice(at, at + 10).map(hit => this.prove(hit.doc)));
      }
      this.count();
      return true;
    }

    // The title and the systems of which the word with this number is pinyin.
    spells(document, number) {
      var sounds = this.sounds, typed = this.words[number].text;
      return this.spelled[number] ? [document.title].concat(document.systems).filter(name => casebook.spells(sounds, name, typed)) : [];
    }

    // What was asked for as it stands in the document: names in place of their pinyin.
    literal(document) {
      var spelled = false, all = this.words.map((word, number) => {
        var names = this.spells(document, number);
        if (!names.length || holds(document, word)) return word.text;
        spelled = true;
        return "\"" + names[0] + "\"";
      });
      return spelled ? all.join(" ") : this.text;
    }

    hit(document, doc) {
      var words = this.words, names = [document.id].concat(document.old).map(casebook.fold);
      var labels = document.labels.map(label => casebook.marked(label, words)).filter(parts => {
        return parts.some(part => part.mark) && !document.kinds.includes(parts.map(part => part.text).join(""));
      });
      var spelled = words.flatMap((_, number) => this.spells(document, number));
      document.systems.forEach(name => { if (spelled.includes(name)) labels.push([{ text: name, mark: true }]); });
      return {
        ...document, exact: this.asked === names[0] ? 2 : names.includes(this.asked) ? 1 : 0,
        asked: this.literal(document), score: this.score(document, this.fresh[doc]),
        labels: labels.slice(0, 4),
        title: casebook.marked(document.title, words), snippet: casebook.snippet(texts(document), words)
      };
    }

    // How many of those found have each value of `scope`, the most first; of the conditions of the reader, `picked`, those of other scopes hold.
    async facet(scope, picked) {
      var narrow = await allowed(this.store, picked.filter(filter => filter.scope !== scope));
      var docs = new Uint8Array(this.store.docs);
      this.wide.forEach(hit => { if (this.proven.get(hit.doc) !== null && (!narrow || narrow.has(hit.doc))) docs[hit.doc] = 1; });
      var rows = (await this.store.column(scope)).map(row => {
        return { names: row.names, count: row.docs.reduce((sum, doc) => sum + docs[doc], 0) };
      });
      return rows.filter(row => row.count > 0).sort((a, b) => b.count - a.count);
    }
  }

  // Answers `text`, narrowed by `filters` of the page, with `limit` hits: records that hold all of it, else all of it but signs between words, else those that
  // hold a part.
  casebook.find = async function (store, text, filters, limit, any) {
    for (var tries = 0; ; tries++) {
      try { return await find(store, text, filters, limit, any); }
      catch (error) { if (error.message !== "stale" || tries > 1) throw error; }
    }
  };

  async function find(store, text, filters, limit, any) {
    var query, words, open, search, pieces, narrow = await allowed(store, filters), apart = casebook.apart(text);
    // What is found by these words, `letters` also where few may be pinyin; records that hold only some of the `parts` as well where they are given.
    async function found(all, letters, parts) {
      search = new Search(store, query, all, letters, parts);
      search.splits = pieces.pieces.length + pieces.pairs.length > 1;
      if (all.length || !parts) await search.collect(open, narrow);
      return search.more(limit);
    }
    for (var as of new Set([text, any ? apart : casebook.apart(text, true), apart])) if (as === text || as) {
      query = casebook.parse(as);
      query.text = as.trim();
      words = query.words.concat(query.literals);
      pieces = casebook.fragments(words);
      open = await allowed(store, query.filters);
      if (!words.length && !query.filters.length && !filters.length) return null;
      if (any) continue;
      if ((await found(words)).hits.length || !words.length) {
        if (as !== text) search.part = search.as = as;
        return search;
      }
      if (as === text && words.some(word => casebook.isLetters(word.text) && casebook.isWeak(word.text)) && (await found(words, true)).hits.length) return search;
    }
    return found(pieces.pieces.concat(pieces.pairs), false, pieces);
  }
})();
