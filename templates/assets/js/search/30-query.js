// What did the reader ask for? The same reading as in the program.
(() => {
  "use strict";
  var MOST_WORDS = 32, LONGEST_WORD = 4096, QUOTED = /^["“”„＂]([^"“”„＂]*).?([^]*)/;
  var LITTLE = /[的了吗呢么怎什啊吧呀哦嘛是我你您]/, MOST_PAIRS = 24, ONE_IN = 7;
  var WORD = casebook.LETTER + "+", INSIDE = new RegExp("^" + casebook.LETTER + "{3}|^" + WORD + "(?:" + casebook.HAN + "|[%‰°+#]|[-._@]" + WORD + ")", "u"), SHORT = casebook.LETTER + "{1,2}", PIECE = new RegExp(WORD + "(?:[-._@]" + WORD + "){2,}|" + SHORT + "[-._@]" + SHORT + "(?!" + WORD + ")|" + WORD + "|" + casebook.HAN + "+", "gu"), BETWEEN = new RegExp("(?!" + casebook.LETTER + "|" + casebook.HAN + "|[-._@%‰°+#])[^]", "u"), NO_WORD = "(?:(?!" + casebook.LETTER + "|" + casebook.HAN + ")[^])+", AROUND = new RegExp("^" + NO_WORD + "|" + NO_WORD + "$", "gu"), MEET = new RegExp("(?<=" + casebook.HAN + ")(?=" + casebook.LETTER + ")|(?<=" + casebook.LETTER + "|[%‰°+#])(?=" + casebook.HAN + ")|(?<=[a-z])(?=\\d{3})", "gu");
  var NAMED = new RegExp("^(" + casebook.HAN + "*人|状态|级别|编号|时间|日期|单位|部门|渠道|分类|标题|年份|厂商)[:：].", "u"), NAMES = {
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
    if (/^(month|from|to)$/.test(scope)) value = time(scope, value);
    return value ? { scope, value } : null;
  };

  // What stands between quotation marks at the start of `text`, and what follows; without a closing mark, all.
  function quoted(text) {
    var found = QUOTED.exec(text);
    return found && found.slice(1);
  }

  function trimStart(text) {
    while (casebook.isSpace(text[0])) text = text.slice(1);
    return text;
  }

  function unique(words) {
    return [...new Map(words.map(word => [JSON.stringify(word), word])).values()].slice(0, MOST_WORDS);
  }

  // The day, or the month, that `text` is in another spelling than that of records.
  function day(text) {
    var found = /[年/.]/.test(text) && (time("month", text) || time("from", text));
    return found && found.includes("-") && found;
  }

  // What a word asks for without the signs that stand between and behind words, with days as records show them and spaces where Chinese and other
  // letters meet; `row` wants what is one word as it was typed in a row.
  function apart(typed, row) {
    var text = casebook.fold(typed), found = day(text.replace(AROUND, ""));
    return found || text.split(BETWEEN).map(part => {
      part = part.replace(/^[-._@]+|[-._@]+$/g, "").replace(MEET, " ");
      return row ? part.replace(/.* .*/, "\"$&\"") : part;
    }).filter(Boolean).join(" ");
  }

  // Into `slips` go the words that look like filters and are none, each with what is wrong; into `pieces` what is asked for without signs.
  casebook.parse = (text, slips = [], pieces = [], row) => {
    var query = { words: [], literals: [], filters: [] }, rest = trimStart(text), lastIsWord = false, found;
    function add(list, typed) {
      found = word(typed);
      if (found) list.push(found);
    }
    while (rest) {
      var literal = quoted(rest), filter = null;
      if (literal) {
        add(query.literals, literal[0]);
        pieces.push(rest.slice(0, rest.length - literal[1].length));
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
        else slips.push([part, value[0] ? "time" : "empty"]);
      } else if (NAMED.test(part)) slips.push([part.slice(0, colon), "name"]);
      pieces.push(filter ? rest.slice(0, rest.length - after.length) : apart(part, row));
      if (!filter) { add(query.words, part); lastIsWord = true; }
      rest = trimStart(after);
    }
    if (lastIsWord && query.words.length) leaveOpen(query.words[query.words.length - 1]);
    letInside(query.words);
    query.words = unique(query.words);
    query.literals = unique(query.literals);
    return query;
  };

  // The question without the signs between and behind its words, those of one word in a `row`; null where that asks for nothing else.
  casebook.apart = (text, row) => {
    var pieces = [], query = casebook.parse(text, [], pieces, row), other = pieces.filter(Boolean).join(" "), asked = casebook.parse(other);
    function shown(query) { return JSON.stringify([query.words, query.filters]); }
    return shown(query) !== shown(asked) && asked.words.length + asked.literals.length ? other : null;
  };

  // Whether a pair of characters says little.
  casebook.isLittle = text => LITTLE.test(text);

  // What remains to look for where a word does not stand anywhere as a whole: its Han runs and its Latin words; of three or more words that are joined,
  // and of two that are short, each two in a row. Beside longer ones short words say nothing, and a part of a number is another number.
  casebook.pieces = whole => {
    var words = (whole.text.match(PIECE) || []).flatMap(piece => {
      var parts = piece.split(/([-._@])/), last = parts.length - 2;
      return last < 0 ? piece : parts.flatMap((part, at) => at % 2 || at > last ? [] : part + parts[at + 1] + parts[at + 2]);
    }).map(word).filter(Boolean), last = words[words.length - 1];
    function isNumber(word) { return /^\d+$/.test(word.text); }
    function isLong(word) { return Array.from(word.text).length > 2; }
    if (whole.open && last && !isNumber(last)) leaveOpen(last);
    if (words.some(word => casebook.isWord(casebook.at(word.text, 0)) && isLong(word))) words = words.filter(word => isLong(word) || !casebook.isWord(casebook.at(word.text, 0)));
    if (whole.inside) letInside(words.filter(word => !isNumber(word)));
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
