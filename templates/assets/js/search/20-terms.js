// Which terms does a folded text hold, and under which keys of the shards is a word found?
(function (global) {
  "use strict";
  var casebook = global.casebook, PIECE = 64, GAP = 1024, LONGEST_COMPOUND = 128;

  function isJoint(c) { return c === "." || c === "-" || c === "_" || c === "@"; }
  function bytes(text) { return new TextEncoder().encode(text).length; }

  // How much of `text` from `at` on is words with single joints, and whether there is a joint among them.
  function compound(text, at) {
    var end = at, joined = false, joint = false;
    for (var c of text.slice(at)) {
      if (casebook.isWord(c)) {
        joined = joined || joint;
        joint = false;
        end = at + c.length;
      } else if (isJoint(c) && !joint) joint = true;
      else break;
      at += c.length;
    }
    return { end: end, joined: joined };
  }

  // The terms by position; at one position the shorter first.
  casebook.terms = function (text) {
    var terms = [], at = 0, position = 0, compoundsUntil = 0;
    function one(at) { return at < text.length ? String.fromCodePoint(text.codePointAt(at)) : ""; }
    function put(start, end, position, shape) { terms.push({ text: text.slice(start, end), start: start, position: position, shape: shape }); }
    while (at < text.length) {
      var c = one(at), start = at;
      if (casebook.isSpace(c)) { position += GAP; at += c.length; continue; }
      if (casebook.isHan(c)) {
        var next = one(at += c.length);
        put(start, at, position, "unigram");
        if (next && casebook.isHan(next)) put(start, at + next.length, position, "bigram");
      } else if (casebook.isWord(c)) {
        for (var count = 0; count < PIECE && at < text.length && casebook.isWord(one(at)); count++) at += one(at).length;
        put(start, at, position, "word");
        if (start >= compoundsUntil) {
          var found = compound(text, start);
          compoundsUntil = found.end;
          if (found.joined && bytes(text.slice(start, found.end)) <= LONGEST_COMPOUND) put(start, found.end, position, "compound");
        }
      } else {
        at += c.length;
        put(start, at, position, "symbol");
      }
      position++;
    }
    return terms;
  };

  // Keys that all documents with `word` have: `{text, open}`, where an open one is the beginning of keys. `exact` says that
  // no other documents have them.
  casebook.keys = function (word) {
    var all = casebook.terms(word.text).filter(function (term) { return term.shape !== "compound"; }), keys = [], symbols = [], run = 0;
    var bigrams = new Set(all.filter(function (term) { return term.shape === "bigram"; }).map(function (term) { return term.position; }));
    var row = all.filter(function (term) { return term.shape !== "bigram"; });
    function joined(at) {
      var first = row[at], joint = row[at + 1], second = row[at + 2];
      return first && second && first.shape === "word" && joint.shape === "symbol" && isJoint(joint.text) && second.shape === "word" && second.start === joint.start + 1 && joint.start === first.start + first.text.length;
    }
    all.forEach(function (term) {
      var at = term.position, begins = !bigrams.has(at - 1);
      if (term.shape === "unigram" && begins && !bigrams.has(at)) keys.push({ text: term.text, open: true });
      if (term.shape === "bigram") {
        run = begins ? at : run;
        if ((at - run) % 2 === 0 || !bigrams.has(at + 1)) keys.push({ text: term.text, open: false });
      }
    });
    row.forEach(function (term, at) {
      var open = word.open && at === row.length - 1;
      if (term.shape === "symbol") symbols.push({ text: term.text, open: false });
      if (term.shape !== "word") return;
      if (joined(at)) {
        var last = row[at + 2];
        keys.push({ text: term.text + row[at + 1].text + last.text, open: word.open && at + 2 === row.length - 1 });
      } else if (!joined(at - 2)) keys.push({ text: term.text, open: open });
    });
    if (!keys.length) keys = symbols;
    var only = keys.length === 1 && keys[0].text === word.text;
    return { keys: keys, exact: only };
  };
})(typeof window === "undefined" ? globalThis : window);
