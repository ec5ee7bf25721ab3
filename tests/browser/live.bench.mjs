// How soon does a page that is open show what was saved? Prints a table; nothing is asserted.
//
//   node live.bench.mjs KNOWLEDGE-BASE
//
// Serves a copy of the knowledge base with `$CASEBOOK`, opens one record after another and appends a paragraph to each. Milliseconds from
// the moment before the file is written: until the page begins to load again, until its HTML is there, until its elements are, until it is
// painted. Beside them, of the same run, the same page loaded again by hand, from the moment it is asked for.
import { appendFileSync, cpSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { launch, open } from "./lib/browser.mjs";
import { Knowledge } from "./lib/knowledge.mjs";

const SAVES = 15;
const STEPS = ["begins", "html", "elements", "painted"];

/** When the page that is shown came to each step, by the clock of the day. */
function steps(page) {
  return page.evaluate(() => {
    const [{ responseEnd, domInteractive }] = performance.getEntriesByType("navigation");
    const [painted] = performance.getEntriesByName("first-contentful-paint");
    return [0, responseEnd, domInteractive, painted?.startTime ?? NaN].map((at) => performance.timeOrigin + at);
  });
}

/** Waits until `page` was loaded again and painted. */
async function loaded(page, before) {
  await page.waitForFunction((before) => performance.timeOrigin > before && performance.getEntriesByName("first-contentful-paint").length > 0, before);
  return steps(page);
}

function said(name, rows) {
  const middle = (at) => rows.map((row) => row[at]).sort((a, b) => a - b);
  const cells = STEPS.map((_, at) => middle(at)).map((times) => `${times[0].toFixed(0)} / ${times[times.length >> 1].toFixed(0)} / ${times.at(-1).toFixed(0)}`);
  console.log(`| ${name} | ${cells.join(" | ")} |`);
}

const [original] = process.argv.slice(2);
if (!original) throw new Error("node live.bench.mjs KNOWLEDGE-BASE");
const knowledge = new Knowledge();
rmSync(knowledge.root, { recursive: true });
cpSync(original, knowledge.root, { recursive: true });
const browser = await launch();
try {
  const address = await knowledge.serve();
  const records = readdirSync(join(knowledge.root, "content"), { recursive: true }).filter((path) => path.startsWith("faults/") && path.endsWith(".md")).sort();
  const page = await open(browser);
  const [saved, again] = [[], []];
  for (let i = 0; i < SAVES; i += 1) {
    const path = records[Math.floor((i * records.length) / SAVES)];
    await page.goto(address + path.replace(/\.md$/, ".html"));
    await page.waitForTimeout(700);
    let before = (await steps(page))[0];
    let from = Date.now();
    appendFileSync(join(knowledge.root, "content", path), `\n\n补写第 ${i} 段。\n`);
    saved.push((await loaded(page, before)).map((at) => at - from));
    await page.waitForTimeout(700);
    before = (await steps(page))[0];
    from = Date.now();
    await page.evaluate(() => { setTimeout(() => location.reload()); });
    again.push((await loaded(page, before)).map((at) => at - from));
  }
  console.log(`${records.length} faults, ${SAVES} saves, Chromium ${browser.version()}; milliseconds, min / median / max\n\n| | ${STEPS.join(" | ")} |\n|---|${"---|".repeat(STEPS.length)}`);
  said("saved", saved);
  said("loaded again", again);
} finally {
  await browser.close();
  knowledge.close();
}
