// Which terms does a folded text hold, and under which keys of the shards is a word found?
(() => {
  "use strict";
  var PIECE = 64, GAP = 1024, LONGEST_COMPOUND = 128;

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
    return { end, joined };
  }

  // The terms by position; at one position the shorter first.
  casebook.terms = text => {
    var terms = [], at = 0, position = 0, compoundsUntil = 0;
    function one(at) { return casebook.at(text, at); }
    function put(start, end, position, shape) { terms.push({ text: text.slice(start, end), start, position, shape }); }
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

  // Keys that all documents with `word` have: `{text, open}`, where an open one is the beginning of keys; those that hold all of it first.
  // `exact` says that no other documents have them.
  casebook.keys = word => {
    var all = casebook.terms(word.text).filter(term => term.shape !== "compound"), keys = [], others = [], symbols = [], run = 0;
    var bigrams = new Set(all.filter(term => term.shape === "bigram").map(term => term.position));
    var row = all.filter(term => term.shape !== "bigram");
    function put(list, text, last) { list.push({ text, open: word.open && last === row.length - 1 }); }
    function is(at, shape) { return row[at] && row[at].shape === shape; }
    function next(at) { return row[at + 1] && row[at + 1].start === row[at].start + row[at].text.length; }
    function joined(at) { return is(at, "word") && next(at) && isJoint(row[at + 1].text) && next(at + 1) && is(at + 2, "word"); }
    function meets(at) { return row[at] && next(at) && (is(at, "word") && (is(at + 1, "unigram") || /^[%‰°+#]$/.test(row[at + 1].text)) || is(at, "unigram") && is(at + 1, "word")); }
    all.forEach(term => {
      var at = term.position, begins = !bigrams.has(at - 1);
      if (term.shape !== "bigram") return;
      run = begins ? at : run;
      put((at - run) % 3 !== 1 || !bigrams.has(at + 1) ? keys : others, term.text, -1);
    });
    row.forEach((term, at) => {
      if (term.shape === "symbol") put(symbols, term.text, -1);
      if (meets(at)) put(keys, term.text + row[at + 1].text, at + 1);
      if (joined(at)) put(keys, term.text + row[at + 1].text + row[at + 2].text, at + 2);
      if (meets(at) || meets(at - 1)) return;
      if (term.shape === "word" && !joined(at) && !joined(at - 2)) put(keys, term.text, at);
      if (term.shape === "unigram" && !bigrams.has(term.position) && !bigrams.has(term.position - 1)) keys.push({ text: term.text, open: true });
    });
    if (!keys.length) keys = symbols;
    return { keys, others, exact: keys.length === 1 && keys[0].text === word.text };
  };
})();
