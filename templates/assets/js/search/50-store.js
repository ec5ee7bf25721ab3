// Where do keys, documents and columns come from? From scripts that hold nothing but data, loaded when they are needed.
(function (global) {
  "use strict";
  var casebook = global.casebook, MANIFEST = "assets/shards.js", told = null, shards = new Map();

  global.casebookShards = function (manifest) { told = manifest; };
  global.casebookShard = function (name, data) { shards.set(name, data); };

  function script(url) {
    return new Promise(function (done, failed) {
      var element = document.createElement("script");
      element.src = url;
      element.onload = function () { element.remove(); done(); };
      element.onerror = function () { element.remove(); failed(new Error(url)); };
      document.head.appendChild(element);
    });
  }

  // The postings of a block: for each key its documents and classes, one after the other.
  function unpack(text) {
    var digits = new casebook.Digits(text), keys = new Map(), key = "";
    while (digits.more()) {
      var shared = digits.next(), length = digits.next();
      key = key.slice(0, shared) + digits.take(length);
      var count = digits.next(), docs = new Uint32Array(count), classes = new Uint8Array(count);
      for (var at = 0, doc = 0; at < count; at++) {
        var number = digits.next();
        doc += Math.floor(number / 4);
        docs[at] = doc;
        classes[at] = number % 4;
      }
      keys.set(key, { docs: docs, classes: classes });
    }
    return keys;
  }

  function distances(text) {
    for (var digits = new casebook.Digits(text), all = [], sum = 0; digits.more();) all.push(sum += digits.next());
    return all;
  }

  function Store(root) {
    this.root = root;
    this.made = new Map();
    this.requests = 0;
  }

  // What the manifest tells; `api` where a server answers.
  Store.prototype.open = function (fresh) {
    var store = this;
    return script(this.root + MANIFEST + (fresh ? "?" + Date.now() : "")).then(function () {
      if (!told) throw new Error(MANIFEST);
      store.manifest = told;
      store.docs = told.docs || 0;
      store.firsts = told.blocks ? told.blocks.split("\n") : [];
      return told;
    });
  };

  // The data of a shard. A site that was built anew since has others: then the manifest is read again, once.
  Store.prototype.shard = function (name, make) {
    var store = this, dir = this.manifest.dir;
    if (!this.made.has(name)) {
      this.requests++;
      this.made.set(name, script(this.root + dir + name + ".js").then(function () {
        var data = make(shards.get(name));
        shards.delete(name);
        return data;
      }).catch(function (error) {
        store.made.delete(name);
        return store.open(true).then(function () {
          if (store.manifest.dir === dir) throw error;
          store.made.clear();
          throw Object.assign(new Error("stale"), { stale: true });
        });
      }));
    }
    return this.made.get(name);
  };

  // The numbers of the blocks that hold `key`, or the keys that begin with it.
  Store.prototype.blocks = function (key) {
    var low = 0, high = this.firsts.length;
    while (low < high) {
      var middle = (low + high) >> 1;
      if (this.firsts[middle] <= key.text) low = middle + 1;
      else high = middle;
    }
    var numbers = low > 0 ? [low - 1] : [];
    for (; key.open && low < this.firsts.length && this.firsts[low].startsWith(key.text); low++) numbers.push(low);
    return numbers;
  };

  // The best class of `key` in each of its documents.
  Store.prototype.postings = async function (key) {
    var store = this, found = new Map();
    var blocks = await Promise.all(this.blocks(key).map(function (number) { return store.shard("b" + number, unpack); }));
    function add(row) {
      row.docs.forEach(function (doc, at) { found.set(doc, Math.max(found.get(doc) || 0, row.classes[at])); });
    }
    blocks.forEach(function (block) {
      if (!key.open) { if (block.has(key.text)) add(block.get(key.text)); }
      else block.forEach(function (row, text) { if (text.startsWith(key.text)) add(row); });
    });
    return found;
  };

  function seen(row) {
    return { id: row[0], title: row[1], url: row[2], kinds: row[3], date: row[4], labels: row[5], headings: row[6], fields: row[7], body: row[8], code: row[9], alts: row[10], systems: row[11] };
  }

  Store.prototype.document = function (number) {
    var per = this.manifest.per;
    return this.shard("d" + Math.floor(number / per), function (rows) { return rows.map(seen); })
      .then(function (rows) { return rows[number % per]; });
  };

  // The readings of the characters in names.
  Store.prototype.sounds = function () { return this.shard("pinyin", function (sounds) { return sounds; }); };

  // A column: for each value its names and documents; for days the day of each document.
  Store.prototype.column = function (scope) {
    if (scope === "from" || scope === "to" || scope === "day") {
      return this.shard("day", function (column) { return distances(column.docs[0]).map(function (gone) { return 99999999 - gone; }); });
    }
    return this.shard(scope, function (column) {
      return column.names.map(function (names, at) { return { names: names, docs: distances(column.docs[at]) }; });
    });
  };

  casebook.Store = Store;
})(typeof window === "undefined" ? globalThis : window);
