// The dev server in a browser: search, and pages that follow the files.
import assert from "node:assert/strict";
import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { TELEPHONE, brightness, launch, leave, open, width } from "./lib/browser.mjs";
import { Knowledge } from "./lib/knowledge.mjs";

const FAULT = "faults/2023/08/F-20230808-01";

let browser, knowledge, address;

before(async () => {
  knowledge = new Knowledge();
  address = await knowledge.serve();
  browser = await launch();
});

after(async () => {
  await browser?.close();
  knowledge?.close();
});

async function visit(path, options) {
  const page = await open(browser, options);
  await page.goto(address + path);
  return page;
}

test("home is served at the root", async () => {
  const page = await visit("");
  assert.equal(await page.locator("main h1").innerText(), "协同办公平台运维知识库");
  await leave(page);
});

test("the search page shows what is found, and each result opens", async () => {
  const page = await visit("");
  const box = page.locator("main").getByRole("searchbox");
  await box.fill("公文");
  await box.press("Enter");
  await page.waitForURL(/q=/);
  const hits = page.locator("main #search-hits a");
  await page.locator("main mark").first().waitFor();
  assert.ok((await hits.count()) > 3);
  assert.match(await page.locator("main mark").first().innerText(), /公文/);
  await page.locator("main #search-hits a").first().click();
  await page.locator("main h1").waitFor();
  assert.match(page.url(), /\.html#q=%E5%85%AC%E6%96%87$/);
  await leave(page);
});

test("the server answers like the command line", async () => {
  const served = await (await fetch(`${address}api/search?q=${encodeURIComponent("公文")}`)).json();
  const said = JSON.parse(knowledge.run("search", "公文", "--format", "json"));
  assert.equal(served.total, said.total);
  assert.deepEqual(Object.keys(served.hits[0]).sort(), Object.keys(said.hits[0]).sort());
});

test("a saved file is on the page without a touch", async () => {
  const page = await visit(`${FAULT}.html`);
  await page.waitForTimeout(300);
  appendFileSync(join(knowledge.root, `content/${FAULT}.md`), "\n新写的一段：堡垒机巡检口令。\n");
  await page.getByText("堡垒机巡检口令").waitFor({ timeout: 10_000 });
  await leave(page);
});

test("a broken record stops neither the server nor the other pages", async () => {
  const path = join(knowledge.root, `content/${FAULT}.md`);
  const text = readFileSync(path, "utf8");
  writeFileSync(path, text.replace("title: ", "title： "));
  await new Promise((done) => setTimeout(done, 1500));
  const other = await fetch(`${address}manuals/gwgl/user-manual.html`);
  assert.equal(other.status, 200);
  writeFileSync(path, text);
  const page = await visit(`${FAULT}.html`);
  await page.getByText("套红后版式错乱").first().waitFor({ timeout: 10_000 });
  await page.context().close();
});

test("what is not there is a page that says so", async () => {
  const answer = await fetch(`${address}nothing/here.html`);
  assert.equal(answer.status, 404);
  const page = await answer.text();
  assert.match(page, /<main/);
  const style = page.match(/href="([^"]+\.css)"/)[1];
  assert.equal((await fetch(new URL(style, `${address}nothing/here.html`))).status, 200);
});

test("the page for what is not there is dressed like the others", async () => {
  const page = await visit("nothing/here.html", { ...TELEPHONE, colorScheme: "dark" });
  assert.ok((await brightness(page)) < 80);
  assert.ok((await width(page)) <= 390);
  await page.locator("main a").first().click();
  assert.equal(await page.locator("main h1").innerText(), "协同办公平台运维知识库");
  await page.context().close();
});

test("nothing outside the site is served", async () => {
  for (const path of ["../casebook.yaml", "..%2fcasebook.yaml", "%2e%2e/casebook.yaml", ".git/config", "casebook.yaml", "content/"]) {
    const answer = await fetch(address + path);
    // A path that would lead out is refused as such (400); one that is not of the site is not there (404).
    assert.ok(answer.status === 404 || (path.includes("%2") && answer.status === 400), `${path}: ${answer.status}`);
  }
});
