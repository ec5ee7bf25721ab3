// Search in the built site, from a folder and from a plain web server: the answers of the command line, by keyboard alone.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { TELEPHONE, launch, open, width } from "./lib/browser.mjs";
import { Knowledge } from "./lib/knowledge.mjs";
import { pages } from "./lib/pages.mjs";
import { serve } from "./lib/static.mjs";

const QUERIES = [
  // Words and substrings over the edges of words.
  "公文", "套红", "公文管理系统", "连接池", "池上限", "接池耗", "理系统", "打印控件", "套红后正文", "统登录", "发文套红后正文变成两页",
  // One character, and several words.
  "签", "章", "套红 页码", "打印 控件 证书", "登录 失败", "附件 乱码",
  // IDs, their parts, codes, addresses, versions.
  "F-20230816-01", "f-20230816-01", "20230816", "20230816-01", "0816", "ORA-12519", "ora-125", "0x80070005", "10.12.5.11", "10.12", "V5.4.2",
  // Latin words and beginnings.
  "timeout", "time", "t", "tomcat err", "CPU", "java.lang", "OutOfMemoryError", "PDF",
  // Spellings.
  "ＯＲＡ－１２５１９", "連接池", "公文管理系統 登錄", "ｃｐｕ",
  // Pinyin.
  "gongwen", "gwgl", "gongwenguanli", "taohong", "qbgl", "dy", "gongwen 套红", "lianjiechi", "chongqi",
  // Mixed, signs, quotation marks.
  "OA系统", "CPU使用率", "90%", "->", "，", "：", "\"公文 管理\"", "“套红”", "\"ORA-12519\" 连接",
  // Filters.
  "打印 系统:公文", "系统:gwgl", "类型:故障 登录", "kind:case 打印", "月份:2023-09 套红", "month:2023", "从:2023-09-18 到:2023-09 登录", "标签:套红", "地区:福州", "打印 系统:公文 系统:签报 从:2023-09",
  // What holds only parts, and nothing.
  "套红怎么老是变成两页啊", "量子纠缠 公文", "qqzzxx", "龘龘",
];

const HOSTILE = [
  "文".repeat(10_000), "\"".repeat(10_000), "a\u0000b\u0007\u202ec", "<script>window.hurt=1</script>", "<img src=x onerror=window.hurt=1>", "\"公文", "“公文\"“", "[公-文]+(?:\\",
  "系统:\"", "'; drop table", "%00%ff", "\\u0000", "../../etc", "__proto__ constructor", "\ud83d\ude00", "\ufeff", "   ",
];

let browser, knowledge, site, server, file;

before(async () => {
  knowledge = new Knowledge().build();
  site = pages(knowledge.root);
  server = await serve(`${knowledge.root}/site`);
  file = knowledge.file(site.search);
  browser = await launch();
});

after(async () => {
  await browser?.close();
  server?.close();
  knowledge?.close();
});

async function visit(address, options) {
  const page = await open(browser, options);
  await page.goto(address);
  return page;
}

async function leave(page) {
  const { faults } = page;
  await page.context().close();
  assert.deepEqual(faults, []);
}

function said(query) {
  const found = JSON.parse(knowledge.run("search", "--format", "json", "--limit", "0", "--", query));
  return { ids: found.hits.map((hit) => hit.id).sort(), fallback: found.fallback ?? false };
}

async function shown(page, query) {
  const found = await page.evaluate((query) => window.casebook.ids(query), query);
  return { ...found, ids: found.ids.sort() };
}

test("the same records from the command line, from a folder and from a web server", async () => {
  const [folder, web] = [await visit(file), await visit(`${server.address}search/`)];
  let found = 0;
  for (const query of QUERIES) {
    const expected = said(query);
    assert.deepEqual(await shown(folder, query), expected, `from a folder: ${query}`);
    assert.deepEqual(await shown(web, query), expected, `from a web server: ${query}`);
    found += expected.ids.length > 0 && !expected.fallback ? 1 : 0;
  }
  assert.ok(found >= QUERIES.length / 2, `only ${found} questions have an answer`);
  await leave(folder);
  await leave(web);
});

test("whatever stands in a record finds it", async () => {
  const page = await visit(file);
  const lost = await page.evaluate(async () => {
    const { casebook } = window;
    let seed = 20230901;
    const random = (below) => (seed = (seed * 48271) % 2147483647) % below;
    await casebook.ids("公文");
    const { store } = casebook;
    const lost = [];
    for (let round = 0, tried = 0; tried < 1000 && round < 20_000; round++) {
      const document = await store.document(random(store.docs));
      const texts = [document.title, document.body, document.fields, document.code, ...document.headings, ...document.labels].filter(Boolean);
      const signs = Array.from(texts[random(texts.length)]);
      const at = random(signs.length);
      const part = signs.slice(at, at + 1 + random(6)).join("");
      if (!/^\p{Script=Han}+$/u.test(part)) continue;
      tried++;
      const { ids, fallback } = await casebook.ids(part);
      if (fallback || !ids.includes(document.id)) lost.push([part, document.id]);
    }
    return lost;
  });
  assert.deepEqual(lost, []);
  await leave(page);
});

test("a shown hit is a true one, with its match marked", async () => {
  const page = await visit(`${file}?q=${encodeURIComponent("連接池")}`);
  await page.locator("#search-hits mark").first().waitFor();
  for (const item of await page.locator("#search-hits li").all()) assert.ok((await item.locator("mark").allInnerTexts()).some((text) => text === "连接池"));
  assert.match(await page.locator("#search-status").innerText(), /找到 \d+ 条/);
  assert.equal(await page.locator("#search-status").getAttribute("role"), "status");
  await leave(page);
});

test("an ID comes first", async () => {
  const page = await visit(`${file}?q=F-20230816-01`);
  assert.match(await page.locator("#search-hits li").first().innerText(), /F-20230816-01/);
  await leave(page);
});

test("an address with a system narrows the search, and facets count", async () => {
  const page = await visit(`${server.address}search/?q=${encodeURIComponent("登录")}&system=gwgl`);
  await page.locator(".facet button[aria-pressed=true]").first().waitFor();
  const { ids } = await shown(page, "登录 系统:gwgl");
  assert.match(await page.locator("#search-status").innerText(), new RegExp(`找到 ${ids.length} 条`));
  const all = await shown(page, "登录");
  await page.locator(".facet button[aria-pressed=true]").first().click();
  await page.waitForFunction((count) => document.getElementById("search-status").textContent.includes(` ${count} `), all.ids.length);
  assert.ok(!page.url().includes("system="));
  await page.waitForFunction(() => !document.querySelector(".facet button[aria-pressed=true]"));
  const kind = page.locator("#search-facets .facet").first().locator("button").first();
  const count = await kind.locator(".count").innerText();
  await kind.click();
  await page.waitForFunction((count) => document.getElementById("search-status").textContent.includes(` ${count} `), count);
  assert.ok(page.url().includes("kind="));
  await leave(page);
});

test("facets count hits, not what only looked like one", async () => {
  const page = await visit(`${file}?q=${encodeURIComponent("预览空白")}`);
  const { ids } = await shown(page, "预览空白");
  const kinds = page.locator("#search-facets .facet").first().locator(".count");
  await kinds.first().waitFor();
  const counts = (await kinds.allInnerTexts()).map(Number);
  assert.ok(ids.length > 1);
  assert.equal(counts.reduce((sum, count) => sum + count), ids.length);
  await leave(page);
});

test("hostile questions neither fail nor inject", async () => {
  const page = await visit(file);
  for (const query of HOSTILE) {
    await shown(page, query);
    await page.locator("#search-q").fill(query);
    await page.locator("#search-q").press("Enter");
  }
  await page.goto(`${file}?q=${encodeURIComponent(HOSTILE[3])}&system=${encodeURIComponent("<b>")}`);
  await page.locator("#search-status").filter({ hasText: /./ }).waitFor();
  assert.equal(await page.evaluate(() => window.hurt), undefined);
  assert.equal(await page.locator("#results script, #results img").count(), 0);
  await leave(page);
});

for (const [name, options] of [["a desk", {}], ["a telephone", TELEPHONE]]) {
  test(`from any page to an opened result by keyboard alone, on ${name}`, async () => {
    for (const start of ["home", "fault", "list", "search"]) {
      const page = await visit(knowledge.file(site[start]), options);
      await page.keyboard.press(start === "fault" ? "Control+k" : "/");
      await page.keyboard.type("套红");
      await page.keyboard.press("Enter");
      await page.locator("#search-hits a").first().waitFor();
      assert.ok((await width(page)) <= (options.viewport?.width ?? 1440));
      await page.locator("#search-q").focus();
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("ArrowUp");
      const href = await page.locator("#search-hits a").first().getAttribute("href");
      assert.equal(await page.evaluate(() => document.activeElement.getAttribute("href")), href);
      await page.keyboard.press("Enter");
      await page.waitForURL((url) => !url.pathname.includes("/search/"));
      await page.locator("main h1").waitFor();
      await leave(page);
    }
  });
}

test("while an input method composes, keys are its own", async () => {
  const page = await visit(`${file}?q=${encodeURIComponent("公文")}`);
  await page.locator("#search-hits a").first().waitFor();
  const stolen = await page.evaluate(() => {
    const field = document.getElementById("search-q");
    field.focus();
    const keys = [{ key: "ArrowDown", isComposing: true }, { key: "/", isComposing: true }, { key: "ArrowDown", keyCode: 229 }];
    return keys.filter((key) => !field.dispatchEvent(new KeyboardEvent("keydown", { bubbles: true, cancelable: true, ...key })) || document.activeElement !== field);
  });
  assert.deepEqual(stolen, []);
  await leave(page);
});

test("a site without an index says so", async () => {
  const bare = new Knowledge();
  bare.run("build", "--no-search");
  const page = await visit(`${bare.file(site.search)}?q=${encodeURIComponent("公文")}`);
  await page.locator("#search-status").filter({ hasText: "--no-search" }).waitFor();
  await leave(page);
  bare.close();
});

test("what was searched before is kept on this machine", async () => {
  const page = await visit(`${server.address}search/`);
  await page.locator("#search-q").fill("套红");
  await page.locator("#search-q").press("Enter");
  await page.locator("#search-hits a").first().waitFor();
  await page.goto(`${server.address}search/`);
  await page.locator("#search-recent button", { hasText: "套红" }).click();
  await page.locator("#search-hits a").first().waitFor();
  await leave(page);
});
