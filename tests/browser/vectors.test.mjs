// The golden vectors: what both tiers make of a text and of a question.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Knowledge } from "./lib/knowledge.mjs";
import { casebook as scripts, vectors } from "./lib/search.mjs";

const { terms, queries, places, fragments, apart } = vectors();
let knowledge, casebook;

before(() => {
  knowledge = new Knowledge();
  // Without shards a site has the whole table of Traditional characters, not only what its records need.
  knowledge.run("build", "--no-search");
  casebook = scripts(`${knowledge.root}/site`);
});

after(() => knowledge?.close());

/** Without prototypes of another world. */
function plain(value) {
  return JSON.parse(JSON.stringify(value));
}

test("texts fold and fall into terms as agreed", () => {
  assert.ok(terms.length >= 60);
  for (const { text, folded, terms: expected } of terms) {
    assert.equal(casebook.fold(text), folded, JSON.stringify(text));
    const found = casebook.terms(folded).map((term) => [term.text, term.position, term.shape]);
    assert.deepEqual(plain(found), expected, JSON.stringify(text));
  }
});

test("questions are understood as agreed", () => {
  for (const { text, ...expected } of queries) {
    const found = plain(casebook.parse(text));
    for (const word of [...found.words, ...found.literals]) for (const key of ["open", "inside"]) if (!word[key]) delete word[key];
    assert.deepEqual(found, expected, JSON.stringify(text));
  }
});

test("questions fall into the parts agreed on", () => {
  for (const { text, ...expected } of fragments) {
    const { words, literals } = casebook.parse(text);
    const { pieces, pairs, least } = casebook.fragments(words.concat(literals));
    const texts = (all) => plain(all).map((word) => word.text);
    assert.deepEqual({ pieces: texts(pieces), pairs: texts(pairs), least }, expected, text);
  }
});

test("questions are read otherwise as agreed", () => {
  for (const { text, apart: expected } of apart) {
    assert.deepEqual([...new Set([casebook.apart(text, true), casebook.apart(text)])].filter(Boolean), expected, text);
  }
});

test("places lead back as agreed", () => {
  for (const { text, find, original } of places) {
    const folded = casebook.folded(text);
    const at = folded.text.indexOf(find);
    assert.ok(at >= 0, text);
    assert.equal(text.slice(folded.starts[at], folded.ends[at + find.length - 1]), original, text);
  }
});

test("folding twice changes nothing, and every unit leads to something", () => {
  const samples = ["ＡＢＣ　ｶﾞ㎏①ﬁ", "e\u0301\u0300a\u200b", "臺灣後臺\u{20000}\u{2f800}", "\u1112\u1161\u11ab 한", "İΣς ǅ", "a\u0300\u0345b"];
  for (const text of samples) {
    const folded = casebook.folded(text);
    assert.equal(casebook.fold(folded.text), folded.text, text);
    assert.equal(folded.starts.length, folded.text.length);
    folded.starts.forEach((start, at) => assert.ok(start < folded.ends[at]));
  }
});

test("nothing typed is an error", () => {
  const hostile = ["\"".repeat(9999), "系统:".repeat(3000), "\u0000\u0007\u202e", "[a-z]+(?:\\", "<script>alert(1)</script>", "文".repeat(10_000), "a ".repeat(5000), "\ud800", "__proto__:x constructor:y"];
  for (const text of hostile) {
    const query = casebook.parse(text);
    assert.ok(query.words.length <= 32 && query.literals.length <= 32);
    for (const word of [...query.words, ...query.literals]) {
      casebook.pieces(word);
      casebook.keys(word);
    }
  }
});
