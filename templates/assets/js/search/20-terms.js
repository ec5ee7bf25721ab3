// Which terms does a folded text hold, and under which keys of the shards is a word found?
(() => {
  "use strict";
  var GAP = 1024, LONGEST_COMPOUND = 128, JOINT = "[-._@]", WORD = casebook.LETTER;
  var PIECE = new RegExp("^" + WORD + "{1,64}", "u"), COMPOUND = new RegExp("^" + WORD + "+(" + JOINT + WORD + "+)*", "u");

  function isJoint(c) { return c.search(JOINT) >= 0; }
  function bytes(text) { return new TextEncoder().encode(text).length; }

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
        var rest = text.slice(at), whole = COMPOUND.exec(rest)[0];
        put(start, at += PIECE.exec(rest)[0].length, position, "word");
        if (start >= compoundsUntil) {
          compoundsUntil = start + whole.length;
          if (isJoint(whole) && bytes(whole) <= LONGEST_COMPOUND) put(start, compoundsUntil, position, "compound");
        }
      } else {
        at += c.length;
        put(start, at, position, "symbol");
      }
      position++;
    }
    return terms;
  };

  // Keys that all documents with `word` have: `{text, open}`, where an open one is the beginning of keys; those that hold all of it first. `inside`
  // are parts of a word inside which it may stand as well. `exact` says that no other documents have them.
  casebook.keys = word => {
    var all = casebook.terms(word.text).filter(term => term.shape !== "compound"), keys = [], others = [], symbols = [], run = 0;
    var bigrams = new Set(all.filter(term => term.shape === "bigram").map(term => term.position));
    var row = all.filter(term => term.shape !== "bigram");
    function put(list, text, last, inside) { list.push({ text, open: word.open && last === row.length - 1, inside }); }
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
      var pair = joined(at), follows = pair ? row[at + 1].text + casebook.at(row[at + 2].text, 0) : meets(at) ? row[at + 1].text : "";
      var inside = word.inside && !at ? [term.text.slice(0, 3), term.text.slice(-3) + follows].slice(term.text[2] ? 0 : 1) : null;
      if (term.shape === "symbol") put(symbols, term.text, -1);
      if (meets(at)) put(keys, term.text + row[at + 1].text, at + 1, inside);
      if (pair) put(keys, term.text + row[at + 1].text + row[at + 2].text, at + 2, inside);
      if (meets(at) || meets(at - 1)) return;
      if (term.shape === "word" && !pair && !joined(at - 2)) put(keys, term.text, at, inside);
      if (term.shape === "unigram" && !bigrams.has(term.position) && !bigrams.has(term.position - 1)) keys.push({ text: term.text, open: true });
    });
    if (!keys.length) keys = symbols;
    return { keys, others, exact: keys.length === 1 && keys[0].text === word.text };
  };
})();
