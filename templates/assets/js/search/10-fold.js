// When do two spellings say the same? The same folding as in the program: NFKC, lower case, Simplified, one space, nothing unseen.
(global => {
  "use strict";
  var casebook = global.casebook = global.casebook || {};
  var SPACE = /(?!\ufeff)[\s\x85]/;
  var UNSEEN = /(?![\t-\r\x85])[\p{Cc}\p{DI}]/u;
  var HAN = /[\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{2fa1f}\u{30000}-\u{323af}]/u;
  var LETTER = "(?:(?!" + HAN.source + ")[\\p{Alphabetic}\\p{N}])", WORD = new RegExp(LETTER, "u"), MARK = /[\p{M}\u1161-\u1175\u11a8-\u11c2]/u;
  var simplified = new Map();

  // Numbers as the program writes them: base 45, the lowest digit first, a digit that goes on higher by 45.
  class Digits {
    constructor(text) {
      this.text = text;
      this.at = 0;
    }

    next() {
      for (var value = 0, scale = 1; ; scale *= 45) {
        var code = this.text.charCodeAt(this.at++), digit = code - 35 - (code > 92);
        value += digit * scale;
        if (!(digit >= 45)) return value;
      }
    }

    more() { return this.at < this.text.length; }

    take(length) { return this.text.slice(this.at, this.at += length); }

    // Half of a number is a distance; an odd number goes back.
    signed() {
      var number = this.next();
      return number % 2 ? (1 - number) / 2 : number / 2;
    }
  }

  // The table of Traditional characters.
  casebook.readTable = text => {
    var digits = new Digits(text), from = 0, to = 0;
    while (digits.more()) {
      to += digits.next();
      from += digits.signed();
      simplified.set(String.fromCodePoint(from), String.fromCodePoint(to));
    }
  };

  function simplify(c) { return c < "\u3400" ? c : simplified.get(c) || c; }

  // Whether `c` may change the character before it, or is nothing by itself.
  function joins(c) {
    if (c >= " " && c <= "~" || c >= "\u4e00" && c <= "\u9fff") return false;
    return UNSEEN.test(c) || MARK.test(Array.from(c.normalize("NFKD"))[0]);
  }

  function cluster(text) {
    var seen = Array.from(text).filter(c => !UNSEEN.test(c)).join("");
    return Array.from(seen.normalize("NFKC")).flatMap(c => Array.from(c.toLowerCase()))
      .filter(c => !UNSEEN.test(c)).map(simplify);
  }

  // The character at `at`; nothing behind the end.
  casebook.at = (text, at) => at < text.length ? String.fromCodePoint(text.codePointAt(at)) : "";

  // The folded text, and for each of its units where in the original its character begins and ends.
  function folded(original) {
    var text = "", starts = [], ends = [], gap = null, begun = false, at = 0;
    function put(c, start, end) {
      text += c;
      for (var unit = 0; unit < c.length; unit++) { starts.push(start); ends.push(end); }
    }
    function emit(c, start, end) {
      if (SPACE.test(c)) { gap = [gap ? gap[0] : start, end]; return; }
      if (gap && begun) put(" ", gap[0], gap[1]);
      gap = null;
      begun = true;
      put(c, start, end);
    }
    function one(at) { return casebook.at(original, at); }
    while (at < original.length) {
      var c = one(at), start = at, next;
      at += c.length;
      next = one(at);
      if (!next || !joins(next)) {
        if (c >= " " && c <= "~") { emit(c.toLowerCase(), start, at); continue; }
        if (c >= "\u4e00" && c <= "\u9fff") { emit(simplify(c), start, at); continue; }
        if (SPACE.test(c)) { emit(" ", start, at); continue; }
      }
      while (next && joins(next)) { at += next.length; next = one(at); }
      cluster(original.slice(start, at)).forEach(c => emit(c, start, at));
    }
    return { text, starts, ends, original };
  }

  casebook.Digits = Digits;
  casebook.folded = folded;
  casebook.fold = text => folded(text).text;
  casebook.isHan = c => HAN.test(c);
  casebook.isWord = c => c >= "a" && c <= "z" || c >= "0" && c <= "9" || WORD.test(c);
  casebook.isSpace = c => SPACE.test(c);
  casebook.SPACE = SPACE;
  casebook.HAN = HAN.source;
  casebook.LETTER = LETTER;
})(globalThis);
