// A site in two languages: the way from a page to the same page, search in each, and a server that shows both.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { TELEPHONE, launch, leave, open, width } from "./lib/browser.mjs";
import { Knowledge } from "./lib/knowledge.mjs";

const RECORD = "faults/2023/09/F-20230901-01.html";
let browser, knowledge;

before(async () => {
  knowledge = new Knowledge({ languages: "languages: [zh-CN, en]" });
  knowledge.run("build");
  browser = await launch();
});

after(async () => {
  await browser?.close();
  knowledge?.close();
});

async function visit(path, options) {
  const page = await open(browser, options);
  await page.goto(knowledge.file(`site/${path}`));
  return page;
}

const lang = (page) => page.evaluate(() => document.documentElement.lang);

test("by keyboard from a page to the same page in the other language and back", async () => {
  for (const path of [RECORD, "index.html", "months/2023-09/faults.html", "registers/due.html", "search/index.html"]) {
    const page = await visit(path);
    await page.locator(".find input").focus();
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "English");
    assert.deepEqual(await page.locator(".tongue").evaluate((link) => [link.hreflang, link.lang]), ["en", "en"]);
    await page.keyboard.press("Enter");
    await page.waitForURL(`**/site/en/${path}`);
    assert.equal(await lang(page), "en");
    await page.locator(".tongue").focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(`**/site/${path}`);
    assert.equal(await lang(page), "zh-CN");
    await leave(page);
  }
});

test("the switch keeps what was searched and the place that is read", async () => {
  for (const [path, after] of [["search/index.html", "?q=%E5%85%AC%E6%96%87"], [RECORD, "#x"]]) {
    const page = await visit(path);
    await page.goto(`${page.url()}${after}`);
    await page.locator(".tongue").click();
    await page.waitForURL((url) => url.href.endsWith(`/site/en/${path}${after}`));
    await leave(page);
  }
});

test("what is filled into the form stays when it is read in the other language", async () => {
  const page = await visit("intake/index.html");
  await page.locator("[name=kind][value=case]").check();
  const filled = [["#case-title", "怎样改密码"], ["#case-system", "gwgl"], ["[data-kind=case] [data-section=问题描述]", "忘了密码"]];
  for (const [field, words] of filled) {
    const input = page.locator(field);
    if (await input.evaluate((one) => one.tagName === "SELECT")) await input.selectOption(words);
    else await input.fill(words);
  }
  for (const folder of ["en/", ""]) {
    await page.locator(".tongue").click();
    await page.waitForURL(`**/site/${folder}intake/index.html`);
    assert.ok(await page.locator("[name=kind][value=case]").isChecked());
    for (const [field, words] of filled) assert.equal(await page.locator(field).inputValue(), words, `${folder}${field}`);
  }
  await leave(page);
});

test("the form in English makes the record that the Chinese one makes", async () => {
  const made = [];
  for (const folder of ["", "en/"]) {
    const page = await visit(`${folder}intake/index.html`);
    await page.locator("#fault-title").fill("打不开");
    for (const [name, value] of [["system", "gwgl"], ["region", "fj"], ["severity", "minor"], ["channel", "phone"]]) await page.locator(`#fault-${name}`).selectOption(value);
    await page.locator("#fault-reporter").fill("吴敏");
    await page.locator("#fault-reported_at").fill("2023-11-01T09:00");
    const [symptoms, scope] = folder === "" ? ["故障现象", "影响范围"] : ["Symptoms", "Scope of impact"];
    await page.getByLabel(symptoms).fill("打不开");
    await page.getByLabel(scope).fill("一个人");
    await page.locator("#intake .primary").click();
    made.push(await page.locator(".intake-result code").textContent());
    await leave(page);
  }
  assert.match(made[0], /## 故障现象\n\n打不开\n[^]*## 处理过程\n\n待处理人填写。/);
  assert.equal(made[1], made[0]);
});

test("without scripts the switch is a link as any other", async () => {
  const page = await visit(RECORD, { javaScriptEnabled: false, ...TELEPHONE });
  await page.locator(".tongue").click();
  await page.waitForURL(`**/site/en/${RECORD}`);
  await leave(page);
});

test("what is written stays as it is, and says in which language", async () => {
  const [own, english] = [await visit(RECORD), await visit(`en/${RECORD}`)];
  const title = (page) => page.locator("h1").innerText();
  assert.equal(await title(english), await title(own));
  assert.deepEqual([await own.locator(".body[lang]").count(), await english.locator(".body[lang=zh-CN]").count()], [0, 1]);
  assert.equal(await english.locator(".section-title").first().innerText(), "Clocks");
  const list = await visit("en/faults/index.html");
  assert.ok((await list.locator(".rows a").count()) > 0);
  assert.equal(await list.locator(".rows a:not([lang=zh-CN])").count(), 0);
  await leave(list);
  await leave(own);
  await leave(english);
});

test("no Chinese on an English page is said to be English", async () => {
  const shown = ["index", "months/2023-09", "months/2023-09/levels", "people/index", "systems/gwgl", "registers/due", "intake/index", "lists/indicators", "tags/index", RECORD.replace(/\.html$/, "")];
  for (const path of shown) {
    const page = await visit(`en/${path}.html`);
    const unsaid = await page.evaluate(() => {
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const found = [];
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const around = node.parentElement.closest("[lang], script, style, noscript");
        if (/\p{Script=Han}/u.test(node.data) && around.lang === "en") found.push(node.data.trim());
      }
      return found;
    });
    assert.deepEqual(unsaid, [], path);
    await leave(page);
  }
});

test("the head has room for the switch on a telephone", async () => {
  for (const path of ["index.html", "en/index.html"]) {
    const page = await visit(path, TELEPHONE);
    assert.ok((await width(page)) <= TELEPHONE.viewport.width);
    const box = await page.locator(".tongue").boundingBox();
    assert.ok(box.x + box.width <= TELEPHONE.viewport.width && box.height >= 24, JSON.stringify(box));
    await leave(page);
  }
});

test("search leads to pages in the language of the page it was begun on", async () => {
  for (const [folder, kind] of [["", "类型"], ["en/", "Kind"]]) {
    const page = await visit(`${folder}index.html`);
    await page.keyboard.press("/");
    await page.locator("dialog[open] input").fill("公文");
    await page.locator(".finder-hit mark").first().waitFor();
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => url.hash.startsWith("#q="));
    const path = new URL(page.url()).pathname.split("/site/")[1];
    assert.equal(path.startsWith("en/"), folder === "en/", path);
    await page.locator(".found-bar").waitFor();
    await page.goto(`${knowledge.file(`site/${folder}search/index.html`)}?q=公文`);
    await page.locator("#search-hits mark").first().waitFor();
    await page.locator(".facet-name", { hasText: kind }).first().waitFor();
    const links = await page.locator("#search-hits a").evaluateAll((all) => all.map((link) => link.pathname.split("/site/")[1]));
    assert.ok(links.length > 3 && links.every((link) => link.startsWith("en/") === (folder === "en/")), links.join(" "));
    await leave(page);
  }
});

test("a server shows both, searches from both, and reloads both", async () => {
  const address = await knowledge.serve();
  const page = await open(browser);
  await page.goto(`${address}en/search/index.html?q=公文`);
  await page.locator("#search-hits mark").first().waitFor();
  await page.locator("#search-hits a").first().click();
  await page.waitForURL(`${address}en/**`);
  const shown = await open(browser);
  for (const [folder, one] of [["en/", page], ["", shown]]) {
    await one.goto(`${address}${folder}${RECORD}`);
    await one.waitForFunction(() => document.querySelector("h1"));
  }
  const file = join(knowledge.root, "content", RECORD.replace(".html", ".md"));
  writeFileSync(file, readFileSync(file, "utf8").replace(/^title: .*$/m, "title: 换了一个标题"));
  for (const one of [page, shown]) await one.locator("h1", { hasText: "换了一个标题" }).waitFor({ timeout: 30_000 });
  assert.deepEqual([await lang(page), await lang(shown)], ["en", "zh-CN"]);
  const missing = await fetch(`${address}en/nothing/here.html`);
  assert.equal(missing.status, 404);
  const html = await missing.text();
  assert.match(html, /<html lang="en">/);
  assert.match(html, /href="\/en\/index\.html"/);
  await leave(page);
  await leave(shown);
});
