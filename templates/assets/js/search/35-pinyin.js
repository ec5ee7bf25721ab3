// Which Latin letters do readers type for Chinese names? The same spellings as in the program.
(() => {
  "use strict";
  var LONGEST = 12, LETTERS = 6, RUN = new RegExp(casebook.HAN + "+", "gu");

  // Whether `text` can be pinyin: nothing but Latin letters.
  casebook.isLetters = text => /^[a-z]{2,}$/.test(text);

  // Too weak to be taken for pinyin while it also stands in records literally: few letters, or a single syllable.
  casebook.isWeak = text => {
    var syllable = /^([^aeiouv]*)[aeiouv]+(.*)$/.exec(text);
    return text.length < 4 || Boolean(syllable) && syllable[1].length <= 2 && /^(n|ng|r)?$/.test(syllable[2]);
  };

  // The key under which names are found whose spelling begins with `text`; those of a text with more letters may go on otherwise.
  casebook.sound = text => ({ text: "S" + text.slice(0, LETTERS), open: text.length < LETTERS, exact: text.length <= LETTERS });

  // Whether a spelling of a Han run in `name`, from any character on, begins with `typed`: syllables or their initials, each
  // character in turn with another reading.
  casebook.spells = (sounds, name, typed) => {
    var runs = casebook.fold(name).match(RUN) || [];
    return runs.some(run => {
      var readings = Array.from(run, c => sounds[c] ? sounds[c].split(" ") : []);
      return readings.some((_, start) => begins(readings.slice(start, start + LONGEST), typed));
    });
  };

  function begins(run, typed) {
    var silent = run.findIndex(readings => !readings.length), usual = run.slice(0, silent < 0 ? run.length : silent).map(readings => readings[0]);
    function fits(syllables) {
      return syllables.join("").startsWith(typed) || syllables.length > 1 && syllables.map(syllable => syllable[0]).join("").startsWith(typed);
    }
    return fits(usual) || usual.some((_, at) => {
      return run[at].slice(1).some(other => fits(usual.map((syllable, place) => place === at ? other : syllable)));
    });
  }
})();
