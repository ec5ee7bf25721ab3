// What git knows, as a reader meets it: opened from the folder, on a telephone, without scripts.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { TELEPHONE, launch, leave, open, width } from "./lib/browser.mjs";
import { Knowledge } from "./lib/knowledge.mjs";

const FAULT = "content/faults/2023/09/F-20230914-01.md";
const CASE = "content/cases/2023/09/C-20230901-01.md";

let browser, knowledge;

before(async () => {
  knowledge = new Knowledge();
  const head = execFileSync("git", ["rev-parse", "HEAD"], { cwd: knowledge.root, encoding: "utf8" }).trim();
  const edit = (path, from, to) => {
    const file = join(knowledge.root, path);
    const text = readFileSync(file, "utf8");
    assert.ok(from.test(text), `${path} has no ${from}`);
    writeFileSync(file, text.replace(from, to));
  };
  edit("casebook.yaml", /^provenance:.*$/m, `provenance: {baseline: ${head}, late_entry: 2 workdays}`);
  edit(FAULT, /^resolved_at: 2023-09-19 16:40$/m, "resolved_at: 2023-09-18 16:40");
  rmSync(join(knowledge.root, CASE));
  knowledge.git("commit", "--quiet", "--all", "--message", "改正解决时间");
  knowledge.build();
  browser = await launch();
});

after(async () => {
  await browser?.close();
  knowledge?.close();
});

async function visit(path, options) {
  const page = await open(browser, options);
  await page.goto(knowledge.file(path));
  return page;
}

test("an auditor gets from the provenance to what was changed, and to the commit", async () => {
  const page = await visit("site/index.html");
  await page.locator("#nav").getByRole("link", { name: "台账" }).click();
  assert.equal(await page.locator("#nav").getByRole("link", { name: /来历核查|^变更$/ }).count(), 0);
  await page.locator("main").getByRole("link", { name: "来历核查" }).click();
  const row = page.locator("section[aria-labelledby=clock_edited] tbody tr");
  assert.match(await row.innerText(), /2023-09-19 16:40[\s\S]*2023-09-18 16:40/);
  await row.getByRole("link", { name: "F-20230914-01" }).click();
  const history = page.locator("#history");
  assert.equal(await history.getAttribute("open"), "");
  assert.equal(await history.locator("del").first().innerText(), "2023-09-19 16:40");
  assert.equal(await history.locator("ins").first().innerText(), "2023-09-18 16:40");
  const commit = await history.locator("code").first().getAttribute("title");
  assert.match(commit, /^[0-9a-f]{40}$/);
  await leave(page);
});

test("the month and its report have the amendment in their appendix", async () => {
  for (const path of ["site/months/2023-09.html", "reports/2023-09/index.html"]) {
    const page = await visit(path);
    const appendix = page.locator("section[aria-labelledby=provenance]");
    assert.match(await appendix.innerText(), /F-20230914-01[\s\S]*2023-09-18 16:40/, path);
    await leave(page);
  }
});

test("a history that nothing is noticed about opens by keyboard", async () => {
  const page = await visit("site/faults/2023/09/F-20230901-01.html");
  const history = page.locator("#history");
  assert.equal(await history.getAttribute("open"), null);
  await history.locator("summary").focus();
  await page.keyboard.press("Enter");
  assert.ok(await history.locator(".timeline li").first().isVisible());
  await leave(page);
});

test("a deleted record says so at its old address, and the changes of the month lead there", async () => {
  const page = await visit("site/history/2023-11.html");
  const link = page.locator("main").getByRole("link", { name: "新设处室" });
  await link.click();
  assert.match(page.url(), /C-20230901-01\.html$/);
  assert.match(await page.locator("main").innerText(), /已删除[\s\S]*git checkout/);
  await leave(page);
});

test("nothing of it is wider than a telephone or needs a script, and every link leads to a file", async () => {
  const paths = [
    "site/history/index.html",
    "site/history/2023-11.html",
    "site/provenance/index.html",
    "site/faults/2023/09/F-20230914-01.html",
    "site/cases/2023/09/C-20230901-01.html",
  ];
  for (const path of paths) {
    const page = await visit(path, { ...TELEPHONE, javaScriptEnabled: false });
    const targets = await page.locator("main a[href]").evaluateAll((links) => links.map((link) => link.href.split(/[?#]/)[0]));
    for (const target of targets.filter((url) => url.startsWith("file:"))) {
      assert.ok(existsSync(new URL(target)), `${path} links to ${target}`);
    }
    assert.ok((await width(page)) <= TELEPHONE.viewport.width, `${path} is too wide`);
    await leave(page);
  }
});
