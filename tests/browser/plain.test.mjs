// The site with scripts off: every kind of page can be read and walked through, and nothing stands there that does nothing.
import assert from "node:assert/strict";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { TELEPHONE, launch, leave, open, width } from "./lib/browser.mjs";
import { Knowledge } from "./lib/knowledge.mjs";
import { pages } from "./lib/pages.mjs";

const DELETED = "content/cases/2023/09/C-20230901-01.md";
let browser, knowledge, paths;

before(async () => {
  knowledge = new Knowledge();
  rmSync(join(knowledge.root, DELETED));
  const picture = `<svg xmlns="http://www.w3.org/2000/svg" width="1600" height="1000"><rect width="100%" height="100%" fill="gray"/></svg>`;
  mkdirSync(join(knowledge.root, "content/manuals"), { recursive: true });
  writeFileSync(join(knowledge.root, "content/manuals/plain-1.svg"), picture);
  writeFileSync(join(knowledge.root, "content/manuals/plain.md"), "---\ntitle: 看图\ndocument_type: rule\n---\n\n服务时间\n\n![图](plain-1.svg)\n\n```sh\nls -l\n```\n");
  knowledge.git("add", "--all");
  knowledge.git("commit", "--quiet", "--message", "删去一条");
  knowledge.build();
  const { report: _, ...usual } = pages(knowledge.root);
  paths = {
    ...usual,
    picture: "site/manuals/plain.html",
    tombstone: "site/cases/2023/09/C-20230901-01.html",
    chapter: "site/months/2023-09/faults.html",
    behind: "site/months/2023-09/cases-records-1.html",
    query: "site/lists/resource-trend.html",
    open: "site/open/index.html",
    systems: "site/systems/index.html",
    regions: "site/regions/index.html",
    months: "site/months/index.html",
    tags: "site/tags/index.html",
    people: "site/people/index.html",
    registers: "site/registers/index.html",
    register: "site/registers/due.html",
    provenance: "site/provenance/index.html",
    changes: "site/history/index.html",
    changed: "site/history/2023-11.html",
    glossary: "site/manuals/glossary.html",
    intake: "site/intake/index.html",
  };
  browser = await launch();
});

after(async () => {
  await browser?.close();
  knowledge?.close();
});

const off = (options) => open(browser, { javaScriptEnabled: false, ...options });

for (const [name, device] of [["telephone", TELEPHONE], ["desk", {}]]) {
  test(`every kind of page is whole on a ${name}`, async () => {
    const page = await off(device);
    const found = {};
    for (const [kind, path] of Object.entries(paths)) {
      await page.goto(knowledge.file(path));
      const faults = [];
      if ((await width(page)) > page.viewportSize().width) faults.push("scrolls sideways");
      // What is shown and could be pressed does something without a script: a link leads on, a button sends a form.
      const dead = await page.locator("button, [role=button], input, select, textarea").evaluateAll((all) =>
        all.filter((element) => element.checkVisibility() && element.type !== "hidden" && !(element.form && element.form.querySelector("[type=search]"))).map((element) => element.outerHTML.slice(0, 80)),
      );
      faults.push(...dead.map((html) => `does nothing: ${html}`));
      // On a narrow screen a record has the ways to its sections above its body in place of the contents beside it.
      const here = await page.locator("#nav .fixed a, .toc a").evaluateAll((all) => {
        const seen = new Set([...document.querySelectorAll("#nav .fixed a, .toc a, .jump a")].filter((link) => link.checkVisibility()).map((link) => link.href));
        return all.filter((link) => !seen.has(link.href)).map((link) => link.textContent);
      });
      faults.push(...here.map((text) => `cannot be seen: ${text}`));
      if ((await page.locator("#nav .fixed a").count()) < 8) faults.push("no menu");
      if ((await page.locator("main h1").innerText()).trim() === "") faults.push("no heading");
      if (faults.length > 0) found[kind] = faults;
    }
    assert.deepEqual(found, {});
    await leave(page);
  });
}

test("the contents lead to their headings, and what is folded opens", async () => {
  const page = await off();
  await page.goto(knowledge.file(paths.manual));
  await page.locator(".toc a").last().click();
  const top = await page.evaluate(() => document.getElementById(decodeURIComponent(location.hash.slice(1))).getBoundingClientRect().top);
  assert.ok(top > 0 && top < 900, String(top));
  await page.goto(knowledge.file(paths.chapter));
  const behind = page.locator("details.behind").first();
  await behind.locator("summary").click();
  assert.ok(await behind.locator("a").first().isVisible());
  await leave(page);
});

test("a large picture leads to its file, and code has no button", async () => {
  const page = await off();
  await page.goto(knowledge.file(paths.picture));
  assert.equal(await page.locator(".copy").count(), 0);
  await page.locator(".body a.zoom").click();
  await page.waitForURL(/plain-1\.svg$/);
  await leave(page);
});

test("searching leads to the search page, which says what can be done instead", async () => {
  const page = await off();
  await page.goto(knowledge.file(paths.home));
  await page.locator(".find input").fill("公文");
  await page.keyboard.press("Enter");
  await page.waitForURL(/search\/index\.html\?q=/);
  assert.match(await page.locator("main noscript, main .note-waiting").first().innerText(), /casebook search/);
  await page.locator("#browse a", { hasText: "手册" }).first().click();
  await page.waitForURL(/manuals\/index\.html$/);
  await leave(page);
});

test("what is not there leads to what is", async () => {
  const address = await knowledge.serve();
  const page = await off();
  await page.goto(`${address}nothing/here.html`);
  await page.locator(".home-find input").fill("公文");
  await page.locator(".home-find button").click();
  await page.waitForURL(`${address}search/index.html?q=**`);
  await page.locator("#nav a", { hasText: "月份" }).click();
  await page.waitForURL(`${address}months/index.html`);
  await page.context().close();
});

test("the form gives what is to be filled in as a text", async () => {
  const page = await off();
  await page.goto(knowledge.file(paths.intake));
  assert.equal(await page.locator("form#intake").isVisible(), false);
  assert.match(await page.locator("pre.intake-sheet").first().innerText(), /^---\ntitle:/);
  await leave(page);
});
