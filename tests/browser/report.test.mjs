// The report as programs read it: `assessment.json` by the schema that lies beside it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import Ajv from "ajv/dist/2020.js";
import { Knowledge } from "./lib/knowledge.mjs";

let knowledge;

before(() => {
  knowledge = new Knowledge();
});

after(() => knowledge?.close());

/** The report of `month` and what its schema has against it. */
function report(month) {
  knowledge.run("report", month);
  const read = (name) => JSON.parse(readFileSync(join(knowledge.root, "reports", month, name), "utf8"));
  const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(read("assessment.schema.json"));
  const faults = (value) => (validate(value) ? [] : validate.errors);
  return { written: read("assessment.json"), faults };
}

test("every month is as its schema says", () => {
  for (const month of ["2023-08", "2023-09", "2023-10"]) {
    const { written, faults } = report(month);
    assert.deepEqual(faults(written), [], month);
  }
});

test("the schema does not take anything", () => {
  const { written, faults } = report("2023-09");
  written.score = 58.8;
  assert.deepEqual(faults(written).map((fault) => fault.instancePath), ["/score"]);
  const later = { ...report("2023-09").written, later: 1 };
  assert.deepEqual(faults(later), []);
});
