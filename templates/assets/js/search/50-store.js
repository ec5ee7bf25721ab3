// Where do keys, documents and columns come from? From scripts that hold nothing but data, loaded when they are needed.
(global => {
  "use strict";
  var MANIFEST = "assets/shards.js", LOSS = 0.25, OLD = 20, MOST_FOUND = 200, told = null, shards = new Map();

  global.casebookShards = manifest => told = manifest;
  global.casebookShard = (name, data) => shards.set(name, data);

  function script(url) {
    return new Promise((done, failed) => {
      var element = document.createElement("script");
      element.src = url;
      element.onload = () => { element.remove(); done(); };
      element.onerror = () => { element.remove(); failed(Error(url)); };
      document.head.appendChild(element);
    });
  }

  // The postings of a block: for each key its documents and classes, one after the other.
  function unpack(text) {
    var digits = new casebook.Digits(text), keys = new Map(), key = "";
    while (digits.more()) {
      var how = digits.next();
      key = key.slice(0, (how >> 1) % 8) + digits.take((how >> 4) + 1);
      var count = how % 2 || digits.next(), docs = new Uint32Array(count), classes = new Uint8Array(count);
      for (var at = 0, doc = 0; at < count; at++) {
        var number = digits.next();
        doc += Math.floor(number / 4);
        docs[at] = doc;
        classes[at] = number % 4;
      }
      keys.set(key, { docs, classes });
    }
    return keys;
  }

  function distances(text, signed) {
    for (var digits = new casebook.Digits(text), all = [], sum = 0; digits.more();) all.push(sum += signed ? digits.signed() : digits.next());
    return all;
  }

  class Store {
    constructor(root) {
      this.root = root;
      this.made = new Map();
      this.found = new Map();
    }

    // What the manifest tells, read again after a minute: a site may be built anew while its page is open.
    ready() {
      if (!(Date.now() < this.until)) {
        this.told = this.open(this.told).catch(error => { this.until = 0; throw error; });
        this.until = Date.now() + 60000;
      }
      return this.told;
    }

    // What the manifest tells; `api` where a server answers.
    open(fresh) {
      return script(this.root + MANIFEST + (fresh ? "?" + Date.now() : "")).then(() => {
        if ((this.manifest || told).v !== told.v) this.made.clear(), this.found.clear();
        this.manifest = told;
        this.docs = told.docs || 0;
        this.split = new Set((told.split || "").split("\n"));
        if (!told.api) this.facets = facets(told);
        casebook.readTable(told.fold || "");
        return told;
      });
    }

    // The data of a shard. A site that was built anew since has others: then the manifest is read again, once.
    shard(name, make) {
      var { dir, v } = this.manifest;
      if (!this.made.has(name)) {
        this.made.set(name, script(this.root + dir + name + ".js?" + v).then(() => {
          var data = make(shards.get(name));
          shards.delete(name);
          return data;
        }).catch(error => {
          this.made.delete(name);
          return this.open(true).then(() => { throw this.manifest.v === v ? error : Error("stale"); });
        }));
      }
      return this.made.get(name);
    }

    // Where `key` lies: its block, and the key there. Where the beginning of an open one does not tell, its keys are joined to one.
    place(key) {
      var chars = Array.from(key.text), split = this.split, least = casebook.isHan(chars[0]) ? this.manifest.han : 3, size = least, hash = 0x811c9dc5;
      function start() { return chars.slice(0, size).join(""); }
      while (size < chars.length && split.has(start())) size++;
      var joined = key.open && (chars.length < least || split.has(key.text)), text = joined ? "J" + key.text : key.text, head = joined ? text : start();
      for (var at = 0; at < head.length; at++) hash = Math.imul(hash ^ head.charCodeAt(at), 0x1000193);
      return { block: (hash >>> 0) % this.manifest.blocks, text, open: key.open && !joined };
    }

    // In which documents `key` stands: for each document one more than its best class, or 0, and 4 more where only inside words; in how many, by
    // class, too; and how many of them may be none.
    async postings(key) {
      var place = this.place(key), inside = key.inside || [], name = key.text + (key.open ? "*" : " ") + inside, block = await this.shard(this.manifest.block + place.block, unpack);
      if (this.found.has(name)) return this.found.get(name);
      var classes = new Uint8Array(this.docs), counts = [0, 0, 0, 0, 0], unsure = 0;
      function add(row) {
        row.docs.forEach((doc, at) => classes[doc] = Math.max(classes[doc], row.classes[at] + 1));
      }
      block.forEach((row, text) => { if (text === place.text || place.open && text.startsWith(place.text)) add(row); });
      var parts = await Promise.all(inside.map(part => this.postings({ text: "I" + part })));
      classes.forEach((better, doc) => {
        if (!better && inside[0]) {
          better = Math.min(...parts.map(part => part.classes[doc]));
          if (better) {
            classes[doc] = better += 4;
            unsure += !key.open || key.text.length > 3;
          }
        }
        counts[better && (better - 1) % 4 + 1]++;
      });
      if (this.found.size > MOST_FOUND) this.found.clear();
      this.found.set(name, { classes, count: this.docs - counts[0], counts, unsure });
      return this.found.get(name);
    }

    document(number) {
      var per = this.manifest.per;
      return this.shard("d" + Math.floor(number / per), rows => rows.map(seen))
        .then(rows => rows[number % per]);
    }

    // The readings of the characters in names.
    sounds() { return this.shard("pinyin", sounds => sounds); }

    // A column: for each value its names and documents.
    async column(scope) {
      return scope === "kind" || scope === "system" ? this.facets[scope] : this.shard(scope, column);
    }

    // The day of each document, in days after the year 0.
    days() {
      return this.shard("day", text => distances(text, true));
    }
  }

  function seen([id, title, url, kinds, date, labels, headings, fields, body, code, alts, systems, old]) {
    return { id, title, url, kinds, date, labels, headings, fields, body, code, alts, systems, old: labels.slice(0, old) };
  }

  function column(written) {
    return written.names.map((names, at) => ({ names, docs: distances(written.docs[at]) }));
  }

  // Kinds and systems as columns, and how much the age of each document leaves of its score.
  function facets(data) {
    for (var digits = new casebook.Digits(data.ages), age = 0, fresh = []; digits.more();) {
      var count = digits.next();
      age += digits.signed();
      while (count--) fresh.push(1 - LOSS * age / OLD);
    }
    return { kind: column(data.kind), system: column(data.system), fresh };
  }

  casebook.Store = Store;
})(globalThis);
