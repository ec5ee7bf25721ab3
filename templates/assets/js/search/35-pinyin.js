// Which Latin letters do readers type for Chinese names? The same spellings as in the program.
(function (global) {
  "use strict";
  var casebook = global.casebook, LONGEST = 12, LETTERS = 5;

  // Whether `text` can be pinyin: nothing but Latin letters.
  casebook.isLetters = function (text) { return /^[a-z]{2,}$/.test(text); };

  // Too weak to be taken for pinyin while it also stands in records literally: few letters, or a single syllable.
  casebook.isWeak = function (text) {
    var syllable = /^([^aeiouv]*)[aeiouv]+(.*)$/.exec(text);
    return text.length < 4 || Boolean(syllable) && syllable[1].length <= 2 && /^(n|ng|r)?$/.test(syllable[2]);
  };

  // The key under which names are found whose spelling begins with `text`; those of a text with more letters may go on otherwise.
  casebook.sound = function (text) { return { text: "\x01" + text.slice(0, LETTERS), open: text.length < LETTERS, exact: text.length <= LETTERS }; };

  // Whether a spelling of a Han run in `name`, from any character on, begins with `typed`: syllables or their initials, each
  // character in turn with another reading.
  casebook.spells = function (sounds, name, typed) {
    var runs = [], before = false;
    for (var c of casebook.fold(name)) {
      var is = casebook.isHan(c);
      if (is && before) runs[runs.length - 1].push(c);
      else if (is) runs.push([c]);
      before = is;
    }
    return runs.some(function (run) {
      var readings = run.map(function (c) { return sounds[c] ? sounds[c].split(" ") : []; });
      return readings.some(function (_, start) { return begins(readings.slice(start, start + LONGEST), typed); });
    });
  };

  function begins(run, typed) {
    var silent = run.findIndex(function (readings) { return !readings.length; }), usual = run.slice(0, silent < 0 ? run.length : silent).map(function (readings) { return readings[0]; });
    function fits(syllables) {
      return syllables.join("").startsWith(typed) || syllables.length > 1 && syllables.map(function (syllable) { return syllable[0]; }).join("").startsWith(typed);
    }
    return fits(usual) || usual.some(function (_, at) {
      return run[at].slice(1).some(function (other) { return fits(usual.map(function (syllable, place) { return place === at ? other : syllable; })); });
    });
  }
})(globalThis);
