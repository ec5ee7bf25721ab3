// WCAG 2.2 AA as far as a machine can tell, on every kind of page, in both themes, on a telephone and on a desk.
import assert from "node:assert/strict";
import { readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { TELEPHONE, launch, open } from "./lib/browser.mjs";
import { Knowledge } from "./lib/knowledge.mjs";
import { pages } from "./lib/pages.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const ALL = { runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] } };
// What a theme can spoil; the rest is the same in both.
const COLOURS = { runOnly: { type: "rule", values: ["color-contrast", "link-in-text-block"] } };
const DELETED = "content/cases/2023/09/C-20230901-01.md";

let browser, knowledge, paths;

before(async () => {
  knowledge = new Knowledge();
  rmSync(join(knowledge.root, DELETED));
  knowledge.git("add", "--all");
  knowledge.git("commit", "--quiet", "--message", "删去一条");
  knowledge.build();
  paths = {
    ...pages(knowledge.root),
    case: "site/cases/2023/09/C-20230905-01.html",
    tombstone: "site/cases/2023/09/C-20230901-01.html",
    chapter: "site/months/2023-09/inspections.html",
    behind: "site/months/2023-09/cases-records-1.html",
    query: "site/lists/resource-trend.html",
    open: "site/open/index.html",
    systems: "site/systems/index.html",
    months: "site/months/index.html",
    tags: "site/tags/index.html",
    people: "site/people/index.html",
    provenance: "site/provenance/index.html",
    changes: "site/history/2023-11.html",
  };
  browser = await launch();
});

after(async () => {
  await browser?.close();
  knowledge?.close();
});

/** What axe has against the page: rule, how bad, and where. */
async function faults(page, rules = ALL) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate((rules) => window.axe.run(document, { ...rules, resultTypes: ["violations"] }), rules);
  const bad = violations.filter(({ impact }) => impact !== "minor");
  return bad.flatMap(({ id, impact, nodes }) => nodes.slice(0, 3).map((node) => `${id} (${impact}): ${node.target} ${node.any[0]?.message ?? ""}`));
}

for (const [name, device] of [["telephone", TELEPHONE], ["desk", {}]]) {
  for (const [colorScheme, rules] of [["light", ALL], ["dark", COLOURS]]) {
    test(`axe finds nothing on a ${name} in the ${colorScheme}`, async () => {
      const found = {};
      const page = await open(browser, { ...device, colorScheme });
      for (const [kind, path] of Object.entries(paths)) {
        // The report is one long page of what the month and its chapters show.
        if (kind === "report" && rules === COLOURS) continue;
        await page.goto(knowledge.file(path));
        const own = await faults(page, rules);
        if (own.length > 0) found[kind] = own;
      }
      await page.context().close();
      assert.deepEqual(found, {});
    });
  }
}

for (const [name, device] of [["telephone", TELEPHONE], ["desk", {}]]) {
  test(`axe finds nothing on a ${name} in what months and registers open`, async () => {
    const found = {};
    const page = await open(browser, { ...device });
    const shown = ["months/2023-09", "months/2023-09/overview", "months/2023-09/levels", "months/2023-09/faults", "registers/due", "registers/coverage", "registers/inspections"];
    for (const path of shown) {
      await page.goto(knowledge.file(`site/${path}.html`));
      await page.evaluate(() => document.querySelectorAll("main details").forEach((details) => { details.open = true; }));
      const own = await faults(page);
      if (own.length > 0) found[path] = own;
    }
    await page.context().close();
    assert.deepEqual(found, {});
  });
}

test("axe finds nothing in the menu, in what opens, and in the dialog", async () => {
  const page = await open(browser, { ...TELEPHONE });
  await page.goto(knowledge.file(paths.manual));
  await page.locator(".menu").click();
  await page.locator(".side.open summary").last().click();
  assert.deepEqual(await faults(page), []);
  await page.keyboard.press("Escape");
  await page.locator(".toc-toggle").click();
  assert.deepEqual(await faults(page), []);
  await page.keyboard.press("/");
  await page.locator("dialog[open]").waitFor();
  assert.deepEqual(await faults(page), []);
  await page.context().close();
});

test("what has the focus lies under no open menu", async () => {
  const page = await open(browser, { ...TELEPHONE });
  await page.goto(knowledge.file(paths.manual));
  await page.locator(".menu").focus();
  await page.keyboard.press("Enter");
  await page.locator("#nav a:visible, #nav summary:visible").last().focus();
  assert.equal(await page.locator(".menu").getAttribute("aria-expanded"), "true");
  await page.keyboard.press("Tab");
  assert.equal(await page.locator(".menu").getAttribute("aria-expanded"), "false");
  assert.ok(await page.evaluate(() => document.activeElement.closest("main, .toc")));
  await page.context().close();
});

for (const [name, device] of [["telephone", TELEPHONE], ["desk", {}]]) {
  for (const colorScheme of ["light", "dark"]) {
    test(`axe finds nothing on a ${name} in the ${colorScheme} in what a search finds, on its page and in the dialog`, async () => {
      const page = await open(browser, { ...device, colorScheme });
      await page.goto(`${knowledge.file(paths.search)}?q=${encodeURIComponent("公文")}`);
      await page.locator("#search-hits mark").first().waitFor();
      await page.locator("#search-facets .chip").first().waitFor();
      assert.deepEqual(await faults(page), []);
      await page.goto(knowledge.file(paths.fault));
      await page.keyboard.press("/");
      await page.locator("dialog[open] input").fill("公文");
      await page.locator("dialog[open] mark").first().waitFor();
      await page.keyboard.press("ArrowDown");
      await page.locator("dialog[open] [aria-selected=true]").waitFor();
      assert.deepEqual(await faults(page), []);
      await page.context().close();
    });
  }
}

test("what is pressed is at least 24 pixels high or has room around it", async () => {
  const page = await open(browser, { ...TELEPHONE });
  for (const path of [paths.home, paths.fault, paths.list, paths.chapter]) {
    await page.goto(knowledge.file(path));
    const small = await page.locator("button, summary, nav a, .counts a, .chip, .tag, .pager a, input").evaluateAll((all) =>
      all.filter((element) => element.checkVisibility() && element.getBoundingClientRect().height < 24 && !element.closest(".crumbs")).map((element) => element.outerHTML.slice(0, 80)),
    );
    assert.deepEqual(small, [], path);
  }
  await page.context().close();
});
