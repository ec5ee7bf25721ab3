// Where in a text does a word stand, and which place answers the question best?
(() => {
  "use strict";
  var WIDTH = 100, LEAD = 24, MOST_PLACES = 1000;

  var after = casebook.at, isWord = casebook.isWord;
  function before(text, at) { return Array.from(text.slice(Math.max(0, at - 2), at)).pop() || ""; }

  // Where `word` stands in the folded `text`, as [start, end], without overlaps; not more than `most`.
  casebook.occurrences = (text, word, most) => {
    var found = [], from = 0, needle = word.text, starts = !word.inside && isWord(after(needle, 0)), ends = !word.open && isWord(before(needle, needle.length));
    while (found.length < most) {
      var start = text.indexOf(needle, from), end = start + needle.length;
      if (start < 0) break;
      if (starts && isWord(before(text, start)) || ends && isWord(after(text, end))) { from = start + 1; continue; }
      found.push([start, end]);
      from = end;
    }
    return found;
  };

  function forward(text, at, count) {
    for (; count > 0 && at < text.length; count--) at += after(text, at).length;
    return at;
  }

  function backward(text, at, count) {
    var start = at;
    for (; count > 0 && start > 0; count--) start -= before(text, start).length;
    while (start < at && start > 0 && isWord(before(text, start)) && isWord(after(text, start))) start += after(text, start).length;
    return start;
  }

  // The stretch with the most different words, the first of them among equals.
  function window(text, words) {
    var places = [], best = null;
    words.forEach((word, number) => {
      casebook.occurrences(text, word, MOST_PLACES).forEach(place => places.push([place[0], place[1], number]));
    });
    places.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    for (var first = 0; first < places.length; first++) {
      var end = Math.max(forward(text, places[first][0], WIDTH - LEAD), places[first][1]), seen = new Set();
      for (var next = first; next < places.length && places[next][1] <= end; next++) seen.add(places[next][2]);
      if (!best || seen.size > best.distinct) best = { distinct: seen.size, start: places[first][0], end };
      if (seen.size === words.length) break;
    }
    return best && whole(text, best, places);
  }

  // Wide enough for each match that it would cut, with overlapping matches as one.
  function whole(text, best, places) {
    var start = backward(text, best.start, LEAD), end = best.end, marks = [];
    places.forEach(place => {
      var last = marks[marks.length - 1];
      if (last && place[0] < last[1]) last[1] = Math.max(last[1], place[1]);
      else marks.push([place[0], place[1]]);
    });
    marks = marks.filter(mark => mark[0] < end && mark[1] > start);
    if (marks.length) {
      start = Math.min(start, marks[0][0]);
      end = Math.max(end, marks[marks.length - 1][1]);
    }
    return { distinct: best.distinct, start, end, marks };
  }

  // Parts in the spelling of the original: `{text, mark}`.
  function parts(folded, place) {
    var original = folded.original, all = [], at, end;
    function first(unit) { return unit < folded.starts.length ? folded.starts[unit] : original.length; }
    function last(unit) { return unit > 0 ? folded.ends[unit - 1] : 0; }
    function put(text, mark) {
      text = text.replace(/\s+/g, " ").replace(/[\0-\x1f\x7f]/g, "");
      if (text) all.push({ text, mark });
    }
    at = first(place.start);
    end = Math.max(at, last(place.end));
    if (original.slice(0, at).trim()) put("…");
    place.marks.forEach(mark => {
      var from = Math.max(at, first(mark[0])), to = Math.max(from, last(mark[1]));
      put(original.slice(at, from));
      put(original.slice(from, to), true);
      at = to;
    });
    put(original.slice(at, end));
    if (original.slice(Math.max(at, end)).trim()) put("…");
    return all;
  }

  // The best place in `texts`, which are folded; without any, the beginning of the first that is not empty.
  casebook.snippet = (texts, words) => {
    var best = null, from = null;
    texts.forEach(folded => {
      var found = window(folded.text, words);
      if (found && (!best || found.distinct > best.distinct)) { best = found; from = folded; }
    });
    if (!best) {
      from = texts.find(folded => folded.text);
      best = from && { start: 0, end: forward(from.text, 0, WIDTH), marks: [] };
    }
    return best ? parts(from, best) : [];
  };

  // A text with its matches marked.
  casebook.marked = (text, words) => {
    var folded = casebook.folded(text), marks = [];
    words.forEach(word => marks = marks.concat(casebook.occurrences(folded.text, word, MOST_PLACES)));
    marks.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    return parts(folded, { start: 0, end: folded.text.length, marks });
  };
})();
