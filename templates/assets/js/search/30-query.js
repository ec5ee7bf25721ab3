// What did the reader ask for? The same reading as in the program.
(() => {
  "use strict";
  var MOST_WORDS = 32, LONGEST_WORD = 4096, MARKS = "\"“”„＂";
  var LITTLE = /[的了吗呢么怎什啊吧呀哦嘛是我你您]/, MOST_PAIRS = 24, ONE_IN = 7;
  var WORD = casebook.LETTER + "+", INSIDE = new RegExp("^" + casebook.LETTER + "{3}|^" + WORD + "(?:" + casebook.HAN + "|[%‰°+#]|[-._@]" + WORD + ")", "u"), PIECE = new RegExp(WORD + "(?:[-._@]" + WORD + "){2,}|" + WORD + "|" + casebook.HAN + "+", "gu");
  var NAMES = {
    __proto__: null, system: "system", 系统: "system", kind: "kind", 类型: "kind", region: "region", 地区: "region", tag: "tag", 标签: "tag",
    month: "month", 月份: "month", from: "from", 从: "from", to: "to", 到: "to"
  };

  function shape(text) {
    var [first, second] = casebook.terms(text);
    if (!second) return first && (first.shape === "symbol" ? "phrase" : first.shape);
    return second.shape === "compound" && second.text === text ? "compound" : "phrase";
  }

  function word(typed) {
    var text = casebook.fold(typed);
    if (text.length > LONGEST_WORD) text = Array.from(text).slice(0, LONGEST_WORD).join("");
    var found = shape(text);
    return found && { shape: found, text, open: false };
  }

  // Lets words begin inside a Latin word, where they begin with enough of one, or with the end of one and what belongs to it.
  function letInside(words) { words.forEach(word => word.inside = INSIDE.test(word.text)); }

  function leaveOpen(word) {
    word.open = casebook.isWord(Array.from(word.text).pop());
    if (word.open && word.shape === "word") word.shape = "prefix";
  }

  // Four hundred years later, for a year below 100 is taken for one of the twentieth century; the days are the same.
  function lastDay(year, month) { return new Date(Date.UTC(+year + 400, month, 0)).getUTCDate(); }

  function time(scope, text) {
    text = text.replace(/[年月日号]+$/, "");
    var found = /^(\d{4})(\d\d)(\d\d)?$/.exec(text) || /^(\d{4})(?:[-/.年月](\d+)(?:[-/.年月](\d+))?)?$/.exec(text);
    if (!found) return null;
    var [, year, month, day] = found, last = scope === "to";
    function two(typed, usual) { return "-" + String(+(typed || usual)).padStart(2, 0); }
    if (month && !(month > 0 && month < 13) || day && !(day > 0 && day <= lastDay(year, month))) return null;
    if (scope === "month") return day ? null : month ? year + two(month) : year;
    return year + two(month, last ? 12 : 1) + two(day, last ? lastDay(year, month || 12) : 1);
  }

  casebook.filter = (scope, typed) => {
    var value = casebook.fold(typed);
    if (scope === "month" || scope === "from" || scope === "to") value = time(scope, value);
    return value ? { scope, value } : null;
  };

  // What stands between quotation marks at the start of `text`, and what follows; without a closing mark, all.
  function quoted(text) {
    if (!text || MARKS.indexOf(text[0]) < 0) return null;
    for (var at = 1; at < text.length; at++) {
      if (MARKS.indexOf(text[at]) >= 0) return [text.slice(1, at), text.slice(at + 1)];
    }
    return [text.slice(1), ""];
  }

  function trimStart(text) {
    var at = 0;
    while (at < text.length && casebook.isSpace(text[at])) at++;
    return text.slice(at);
  }

  function unique(words) {
    return [...new Map(words.map(word => [JSON.stringify(word), word])).values()].slice(0, MOST_WORDS);
  }

  // Into `slips` go the words that begin as filters do and are none, each with what stands behind its colon.
  casebook.parse = (text, slips = []) => {
    var query = { words: [], literals: [], filters: [] }, rest = trimStart(text), lastIsWord = false, found;
    function add(list, typed) {
      found = word(typed);
      if (found) list.push(found);
    }
    while (rest) {
      var literal = quoted(rest), filter = null;
      if (literal) {
        add(query.literals, literal[0]);
        lastIsWord = false;
        rest = trimStart(literal[1]);
        continue;
      }
      var end = rest.search(casebook.SPACE), part = end < 0 ? rest : rest.slice(0, end), after = rest.slice(part.length);
      var colon = part.search(/[:：]/), scope = colon >= 0 && NAMES[casebook.fold(part.slice(0, colon))];
      if (scope) {
        var value = quoted(rest.slice(colon + 1)) || [part.slice(colon + 1), after];
        filter = casebook.filter(scope, value[0]);
        if (filter) { query.filters.push(filter); after = value[1]; }
        else slips.push([part, value[0]]);
      }
      if (!filter) { add(query.words, part); lastIsWord = true; }
      rest = trimStart(after);
    }
    if (lastIsWord && query.words.length) leaveOpen(query.words[query.words.length - 1]);
    letInside(query.words);
    query.words = unique(query.words);
    query.literals = unique(query.literals);
    return query;
  };

  // Whether a pair of characters says little.
  casebook.isLittle = text => LITTLE.test(text);

  // What remains to look for where a word does not stand anywhere as a whole: its Han runs and its Latin words, and of three or more words that are
  // joined, each two in a row.
  casebook.pieces = whole => {
    var words = (whole.text.match(PIECE) || []).flatMap(piece => {
      var parts = piece.split(/([-._@])/), last = parts.length - 2;
      return last < 0 ? piece : parts.flatMap((part, at) => at % 2 || at > last ? [] : part + parts[at + 1] + parts[at + 2]);
    }).map(word).filter(Boolean);
    if (whole.open && words.length) leaveOpen(words[words.length - 1]);
    if (whole.inside) letInside(words);
    return words;
  };

  // What of a question may be found by itself: its pieces, and pairs of characters of those that are long, of which a record must hold `least`.
  casebook.fragments = words => {
    var pieces = [], pairs = [];
    function add(all, one) {
      if (!all.some(known => known.text === one.text && known.open === one.open)) all.push(one);
    }
    words.flatMap(casebook.pieces).forEach(piece => {
      var chars = Array.from(piece.text).filter(casebook.isHan);
      for (var at = 1; chars.length > 2 && at < chars.length && pairs.length < MOST_PAIRS; at++) {
        var pair = chars[at - 1] + chars[at];
        if (!casebook.isLittle(pair)) add(pairs, word(pair));
      }
      add(pieces, piece);
    });
    return { pieces, pairs, least: Math.ceil(pairs.length / ONE_IN) || 1 };
  };
})();
