// Pages that follow the files: what is reloaded, what stays, and what is said of what is wrong.
import assert from "node:assert/strict";
import { appendFileSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { launch, open } from "./lib/browser.mjs";
import { Knowledge } from "./lib/knowledge.mjs";

const FAULT = "faults/2023/08/F-20230808-01";
const OTHER = "manuals/gwgl/user-manual";

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

const place = (path) => join(knowledge.root, path);
const record = (name) => place(`content/${name}.md`);

function write(path, text) {
  mkdirSync(dirname(place(path)), { recursive: true });
  writeFileSync(place(path), text);
}

/** A page that listens, and how often it was loaded. It has asked twice: on its own, and when it began to listen. */
async function visit(path) {
  const page = await open(browser);
  page.loads = 0;
  page.on("load", () => (page.loads += 1));
  let questions = 0;
  const listening = page.waitForResponse((answer) => isNews(answer) && (questions += 1) === 2);
  await page.goto(address + path);
  await listening;
  return page;
}

const isNews = (answer) => answer.url().includes("/__casebook/version");

/** Waits until the page has asked what is new once more. */
const asked = (page) => page.waitForResponse(isNews);

test("the page that is shown reloads, and stays where it was", async () => {
  const page = await visit(`${FAULT}.html`);
  await page.evaluate(() => scrollTo(0, 700));
  const at = await page.evaluate(() => scrollY);
  assert.ok(at > 300, "the page is long enough to scroll");
  appendFileSync(record(FAULT), "\n补写：连接池已扩容。\n");
  await page.getByText("连接池已扩容").waitFor();
  await page.waitForFunction((at) => Math.abs(scrollY - at) < 2, at);
  await page.waitForLoadState("load");
  assert.equal(page.loads, 2);
  await page.context().close();
});

test("a change of another page leaves this one alone", async () => {
  const page = await visit(`${OTHER}.html`);
  await page.evaluate(() => (window.mark = "same"));
  const again = asked(page);
  appendFileSync(record(FAULT), "\n与手册无关的一段。\n");
  await again;
  await page.waitForTimeout(300);
  assert.equal(await page.evaluate(() => window.mark), "same");
  assert.equal(page.loads, 1);
  await page.context().close();
});

test("an editor that writes beside and renames is seen", async () => {
  const page = await visit(`${FAULT}.html`);
  const text = readFileSync(record(FAULT), "utf8");
  writeFileSync(`${record(FAULT)}.tmp`, `${text}\n原子保存的一段。\n`);
  renameSync(`${record(FAULT)}.tmp`, record(FAULT));
  await page.getByText("原子保存的一段").waitFor();
  await page.context().close();
});

test("what is wrong is said with its line, which opens in an editor, until it is right", async () => {
  const page = await visit(`${OTHER}.html`);
  const text = readFileSync(record(FAULT), "utf8");
  writeFileSync(record(FAULT), text.replace("severity: minor", "severity: 很小"));
  const finding = page.locator("#casebook-overlay li", { hasText: "severity: 很小" });
  await finding.waitFor({ state: "attached" });
  await page.locator("#casebook-overlay summary").click();
  await finding.waitFor();
  const href = await finding.locator("a").getAttribute("href");
  assert.match(href, /^vscode:\/\/file\/.*F-20230808-01\.md:5:\d+$/);
  assert.equal(await finding.locator("code").innerText(), "severity: 很小");
  writeFileSync(record(FAULT), text);
  await finding.waitFor({ state: "detached" });
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test("an error in the page that is shown need not be looked for", async () => {
  const page = await visit(`${FAULT}.html`);
  const text = readFileSync(record(FAULT), "utf8");
  writeFileSync(record(FAULT), text.replace("severity: minor", "severity: 很小"));
  const finding = page.locator("#casebook-overlay li", { hasText: "severity: 很小" });
  await finding.waitFor({ state: "visible" });
  writeFileSync(record(FAULT), text);
  await finding.waitFor({ state: "detached" });
  await page.context().close();
});

test("styles change without a reload", async () => {
  write("templates/assets/css/zz-own.css", "main h1 { letter-spacing: 1px }\n");
  const page = await visit(`${OTHER}.html`);
  const spacing = () => page.evaluate(() => getComputedStyle(document.querySelector("main h1")).letterSpacing);
  await page.waitForFunction(() => getComputedStyle(document.querySelector("main h1")).letterSpacing === "1px");
  const loads = page.loads;
  await page.evaluate(() => (window.mark = "same"));
  write("templates/assets/css/zz-own.css", "main h1 { letter-spacing: 7px }\n");
  await page.waitForFunction(() => getComputedStyle(document.querySelector("main h1")).letterSpacing === "7px");
  assert.equal(await spacing(), "7px");
  assert.equal(page.loads, loads);
  assert.equal(await page.evaluate(() => window.mark), "same");
  rmSync(place("templates"), { recursive: true });
  await page.waitForFunction(() => getComputedStyle(document.querySelector("main h1")).letterSpacing !== "7px");
  await page.context().close();
});

test("a broken template is said over the page, and forgotten when it is mended", async () => {
  const page = await visit(`${OTHER}.html`);
  const title = await page.locator("main h1").innerText();
  write("templates/pages/record.html", "{% if %}\n");
  const fault = page.locator(".casebook-fault");
  await fault.waitFor();
  assert.match(await fault.innerText(), /record\.html/);
  assert.match(await fault.locator("a").first().getAttribute("href"), /^vscode:\/\/file\/.*templates\/pages\/record\.html:1:\d+$/);
  assert.equal((await fetch(address)).status, 200);
  rmSync(place("templates"), { recursive: true });
  await fault.waitFor({ state: "detached" });
  assert.equal(await page.locator("main h1").innerText(), title);
  await page.context().close();
});

test("a broken configuration stops nothing, and recovers", async () => {
  const page = await visit("");
  const text = readFileSync(place("casebook.yaml"), "utf8");
  writeFileSync(place("casebook.yaml"), `${text}\n  broken: [\n`);
  await page.locator("#casebook-overlay").waitFor({ state: "attached" });
  assert.equal((await fetch(`${address}${OTHER}.html`)).status, 200);
  writeFileSync(place("casebook.yaml"), text);
  await page.getByRole("heading", { name: "协同办公平台运维知识库" }).first().waitFor();
  await page.context().close();
});

test("a folder that is deleted and comes back with another branch", async () => {
  const page = await visit(`${FAULT}.html`);
  knowledge.git("add", "--all");
  knowledge.git("commit", "--quiet", "--message", "又一次");
  rmSync(place("content/faults"), { recursive: true });
  // Git knows what was there: its address has a page that says so.
  await page.waitForFunction(() => document.querySelectorAll("main h2").length < 3);
  knowledge.git("checkout", "--quiet", "-B", "other");
  knowledge.git("checkout", "--quiet", "--", ".");
  await page.waitForFunction(() => document.querySelectorAll("main h2").length > 3);
  await page.context().close();
});
