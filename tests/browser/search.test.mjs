// Search in the built site, from a folder and from a plain web server: the answers of the command line, by keyboard alone.
import assert from "node:assert/strict";
import { appendFileSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { gzipSync } from "node:zlib";
import { TELEPHONE, launch, leave, open, width } from "./lib/browser.mjs";
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
  // Inside Latin words, and that quotation marks keep to whole ones.
  "SQL", "mcat", "memory", "OfMem", "fMemoryErr", "\"memory\"", "mory 内存", "omcat err", "023081", "519连接",
  // Spellings.
  "ＯＲＡ－１２５１９", "連接池", "公文管理系統 登錄", "ｃｐｕ",
  // Pinyin.
  "gongwen", "gwgl", "gongwenguanli", "taohong", "qbgl", "dy", "gongwen 套红", "lianjiechi", "chongqi",
  // Mixed, signs, quotation marks.
  "OA系统", "CPU使用率", "重启Nginx", "30分钟内", "超过90%以上", "90%", "->", "，", "：", "\"公文 管理\"", "“套红”", "\"ORA-12519\" 连接",
  // Filters.
  "打印 系统:公文", "系统:gwgl", "类型:故障 登录", "kind:case 打印", "月份:2023-09 套红", "month:2023", "从:2023-09-18 到:2023-09 登录", "标签:套红", "地区:福州", "打印 系统:公文 系统:签报 从:2023-09",
  // What holds only parts, and nothing.
  "套红怎么老是变成两页啊", "量子纠缠 公文", "qqzzxx", "龘龘",
  // What is only written otherwise: with signs between words, with a date or a code in another spelling.
  "忘记密码？", "打印、控件", "附件/预览", "2023/10/30", "ora12519", "F20230816-01", "处理人:张伟", "192.168", "系统：公文 报错：ORA-12541!",
];

const HOSTILE = [
  "文".repeat(10_000), "\"".repeat(10_000), "a\u0000b\u0007\u202ec", "<script>window.hurt=1</script>", "<img src=x onerror=window.hurt=1>", "\"公文", "“公文\"“", "[公-文]+(?:\\",
  "系统:\"", "'; drop table", "%00%ff", "\\u0000", "../../etc", "__proto__ constructor", "\ud83d\ude00", "\ufeff", "   ",
];

let browser, knowledge, site, server, served, file;

before(async () => {
  knowledge = new Knowledge().build();
  site = pages(knowledge.root);
  server = await serve(`${knowledge.root}/site`);
  served = await knowledge.serve();
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
  await page.evaluate(() => {
    // All IDs that a question finds.
    window.idsOf = async (text) => {
      const { casebook } = window, search = await casebook.search(casebook.store, text, [], 0);
      return { ids: search ? search.hits.map((hit) => hit.id) : [], fallback: !!(search && search.part && search.hits.length) };
    };
  });
  return page;
}

function said(query) {
  const found = JSON.parse(knowledge.run("search", "--format", "json", "--limit", "0", "--", query));
  return { ids: found.hits.map((hit) => hit.id).sort(), fallback: found.fallback ?? false };
}

async function shown(page, query) {
  const found = await page.evaluate((query) => window.idsOf(query), query);
  return { ...found, ids: found.ids.sort() };
}

async function answered(query) {
  const answer = await fetch(`${served}api/search?${new URLSearchParams({ q: query, limit: 0 })}`);
  const found = await answer.json();
  assert.equal(found.total, found.hits.length);
  return { ids: found.hits.map((hit) => hit.id).sort(), fallback: found.fallback ?? false };
}

test("the same records from the command line, from the dev server, from a folder and from a web server", async () => {
  const [folder, web] = [await visit(file), await visit(`${server.address}search/`)];
  let found = 0;
  for (const query of QUERIES) {
    const expected = said(query);
    assert.deepEqual(await answered(query), expected, `from the dev server: ${query}`);
    assert.deepEqual(await shown(folder, query), expected, `from a folder: ${query}`);
    assert.deepEqual(await shown(web, query), expected, `from a web server: ${query}`);
    found += expected.ids.length > 0 && !expected.fallback ? 1 : 0;
  }
  assert.ok(found >= QUERIES.length / 2, `only ${found} questions have an answer`);
  await leave(folder);
  await leave(web);
});

test("each page of hits adds some, until all are shown, each once", async () => {
  const page = await visit(`${file}?q=${encodeURIComponent("系统:")}`);
  const titles = () => page.locator("#search-hits > li > a").evaluateAll((links) => links.map((link) => link.href));
  // When the reader pauses, the count becomes certain, and the button goes where nothing is left.
  await page.locator("#search-status").filter({ hasText: /找到 \d+ 条/ }).waitFor();
  let seen = await titles();
  for (const more = page.locator("#search-more"); await more.isVisible();) {
    const before = seen.length;
    await more.click();
    await page.waitForFunction((before) => document.querySelectorAll("#search-hits > li").length > before, before);
    seen = await titles();
  }
  assert.equal(new Set(seen).size, seen.length);
  assert.equal(seen.length, said("系统:").ids.length);
  await leave(page);
});

test("what narrows a search can be taken back, also where it leaves nothing", async () => {
  const page = await visit(`${file}?q=OFD&kind=risk`);
  const chosen = page.locator("#search-facets .chip[aria-pressed=true]");
  await chosen.waitFor();
  assert.equal(await page.locator("#search-hits > li").count(), 0);
  await chosen.click();
  await page.locator("#search-hits > li").first().waitFor();
  assert.equal(await chosen.count(), 0);
  await leave(page);
});

test("what was meant as a filter and is none is said, as on the command line", async () => {
  for (const query of ["from:2023-13-01 登录", "系统:", "OFD"]) {
    const page = await visit(`${file}?q=${encodeURIComponent(query)}`);
    await page.locator("#search-hits > li").first().waitFor();
    assert.equal(await page.locator("#search-slips").textContent(), knowledge.told("search", "--", query).trim());
    await leave(page);
  }
});

test("signs that stand between words hide nothing, and it is said what was looked for", async () => {
  for (const address of [file, `${served}search/`]) {
    const page = await visit(`${address}?q=${encodeURIComponent("忘记密码？")}`);
    await page.locator("#search-status").filter({ hasText: /按“忘记密码”找到 \d+ 条/ }).waitFor();
    assert.match(await page.locator("#search-hits > li > a").first().getAttribute("href"), /#q=%E5%BF%98%E8%AE%B0%E5%AF%86%E7%A0%81$/);
    await leave(page);
  }
  assert.match(knowledge.run("search", "忘记密码？"), /按“忘记密码”找到 \d+ 条/);
});

test("where few records hold all of a question, those that hold a part are one click away", async () => {
  for (const address of [file, `${served}search/`]) {
    const page = await visit(`${address}?q=${encodeURIComponent("登录不了")}`);
    await page.locator("#search-status").filter({ hasText: /^找到 [1-5] 条$/ }).waitFor();
    await page.locator("#search-partly").click();
    await page.locator("#search-status").filter({ hasText: "包含其中一部分" }).waitFor();
    assert.ok(await page.locator("#search-hits > li").count() > 5);
    await page.locator("#search-q").fill("套红");
    await page.locator("#search-status").filter({ hasText: /^找到 \d+ 条$/ }).waitFor();
    assert.equal(await page.locator("#search-partly").isVisible(), false);
    await leave(page);
  }
});

test("pages that are no records are offered where they are meant, and all ways on where nothing is found", async () => {
  const page = await visit(file);
  for (const [text, expected] of [["今天谁值班", "people/"], ["公文管理系统", "systems/gwgl.html"], ["我要报修", "intake/"], ["2023年9月扣了多少钱", "months/2023-09.html"], ["2023/9", "months/2023-09.html"]]) {
    await page.locator("#search-q").fill(text);
    await page.locator(`#search-pages a[href*="${expected}"]`).waitFor();
  }
  await page.locator("#search-q").fill("龘龘");
  await page.locator("#search-status").filter({ hasText: "没有找到" }).waitFor();
  assert.equal(await page.locator("#search-pages").isVisible(), false);
  assert.ok(await page.locator("#browse a[href*='intake/']").isVisible());
  await page.locator("#search-q").fill("套红");
  await page.locator("#browse").waitFor({ state: "hidden" });
  await leave(page);
});

test("what was probably meant is asked, as on the command line", async () => {
  for (const [text, expected] of [["帐号", "账号"], ["套洪 页码", "套红 页码"], ["公文营理", "公文管理"], ["系统:公文管里", "系统:公文管理"]]) {
    for (const address of [file, `${served}search/`]) {
      const page = await visit(`${address}?q=${encodeURIComponent(text)}`);
      const first = page.locator("#search-meant button").first();
      await first.waitFor();
      assert.equal(await first.textContent(), expected, address);
      await first.click();
      await page.locator("#search-status").filter({ hasText: /^找到约? ?\d+ 条$/ }).waitFor();
      assert.equal(await page.locator("#search-meant").isVisible(), false);
      await leave(page);
    }
    assert.match(knowledge.run("search", text), new RegExp(expected));
  }
});

test("a name that is no condition is said where not all is found", async () => {
  const page = await visit(`${file}?q=${encodeURIComponent("处理人:张伟")}`);
  await page.locator("#search-slips").filter({ hasText: "没有“处理人”这个条件" }).waitFor();
  await leave(page);
});

test("whatever stands in a record finds it", async () => {
  const page = await visit(file);
  const lost = await page.evaluate(async () => {
    const { casebook } = window;
    let seed = 20230901;
    const random = (below) => (seed = (seed * 48271) % 2147483647) % below;
    await window.idsOf("公文");
    const { store } = casebook;
    const lost = [];
    for (let round = 0, tried = 0; tried < 1000 && round < 20_000; round++) {
      const document = await store.document(random(store.docs));
      const texts = [document.title, document.body, document.fields, document.code, ...document.headings, ...document.labels].filter(Boolean);
      const signs = Array.from(texts[random(texts.length)]);
      const at = random(signs.length);
      const part = signs.slice(at, at + 1 + random(6)).join("");
      if (!/^[a-z0-9]{3,}\p{Script=Han}*$|^\p{Script=Han}+$/iu.test(part)) continue;
      tried++;
      const { ids, fallback } = await window.idsOf(part);
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

test("an ID, and a title, comes first on the command line and in the browser", async () => {
  const page = await visit(file);
  for (const query of ["F-20230816-01", "f-20230808-01", "福州市局发文套红后版式错乱、页码重排", "套红之后页码跑到正文里去了"]) {
    const [first] = JSON.parse(knowledge.run("search", "--format", "json", "--", query)).hits;
    await page.locator("#search-q").fill(query);
    await page.locator("#search-hits a").first().filter({ hasText: first.title }).waitFor();
    assert.match(await page.locator("#search-hits li").first().innerText(), new RegExp(first.id));
  }
  await leave(page);
});

test("an address with a system narrows the search, and facets count", async () => {
  const page = await visit(`${server.address}search/?q=${encodeURIComponent("登录")}&system=gwgl`);
  await page.locator(".facet button[aria-pressed=true]").first().waitFor();
  const { ids } = await shown(page, "登录 系统:gwgl");
  assert.match(await page.locator("#search-status").innerText(), new RegExp(`找到 ${ids.length} 条`));
  const all = await shown(page, "登录");
  const system = page.locator("#search-facets button", { hasText: "公文" });
  for (const pressed of ["false", "true"]) {
    await system.press("Enter");
    await page.locator(`#search-facets button[aria-pressed=${pressed}]:focus`, { hasText: "公文" }).waitFor();
  }
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

test("facets count hits, not what only looked like one, also under the dev server", async () => {
  for (const address of [file, `${served}search/`]) {
    const page = await visit(`${address}?q=${encodeURIComponent("预览空白")}`);
    const { ids } = await shown(page, "预览空白");
    assert.ok(ids.length > 1);
    await page.waitForFunction((count) => {
      const counts = [...document.querySelectorAll("#search-facets .facet:first-child .count")].map((element) => Number(element.textContent));
      return counts.length > 1 && counts.reduce((sum, count) => sum + count) === count;
    }, ids.length);
    await page.locator("#search-status").filter({ hasText: `找到 ${ids.length} 条` }).waitFor();
    const chip = page.locator("#search-facets .facet").first().locator("button").first();
    const count = await chip.locator(".count").innerText();
    await chip.click();
    await page.locator("#search-status").filter({ hasText: ` ${count} ` }).waitFor();
    await page.locator("#search-facets button[aria-pressed=true]").waitFor();
    await leave(page);
  }
});

test("hostile questions neither fail nor inject, on the page and in the dialog", async () => {
  const page = await visit(file);
  for (const query of HOSTILE) {
    await shown(page, query);
    await page.locator("#search-q").fill(query);
    await page.locator("#search-q").press("Enter");
  }
  await page.goto(`${file}?q=${encodeURIComponent(HOSTILE[3])}&system=${encodeURIComponent("<b>")}`);
  await page.locator("#search-status").filter({ hasText: /./ }).waitFor();
  assert.equal(await page.locator("#results script, #results img").count(), 0);
  await page.goto(knowledge.file(site.home));
  await ask(page, "/", "公文");
  for (const query of HOSTILE) {
    await page.locator("#finder-q").fill(query);
    await page.waitForFunction(() => document.querySelector(".finder-status").textContent !== "正在搜索…");
  }
  assert.equal(await page.locator(".finder script, .finder img").count(), 0);
  for (const query of HOSTILE) {
    await page.goto(`${knowledge.file(site.fault)}#q=${encodeURIComponent(query.replace(/[\ud800-\udfff]/g, ""))}`);
    await page.reload();
  }
  await page.goto(`${knowledge.file(site.fault)}#q=%E5%A5%ff`);
  assert.equal(await page.evaluate(() => window.hurt), undefined);
  await leave(page);
});

/** Opens the dialog by `key` and types `query`. */
async function ask(page, key, query) {
  await page.keyboard.press(key);
  await page.locator("dialog.finder[open]").waitFor();
  await page.keyboard.type(query);
  await page.locator(`.finder-hits a[href*="#q=${encodeURIComponent(query)}"]`).first().waitFor();
}

function active(page) {
  return page.evaluate(() => document.getElementById(document.getElementById("finder-q").getAttribute("aria-activedescendant"))?.getAttribute("href"));
}

for (const [name, options] of [["a desk", {}], ["a telephone", TELEPHONE]]) {
  const screen = options.viewport?.width ?? 1440;

  test(`from any page to an opened result by keyboard alone, on ${name}`, async () => {
    for (const start of ["home", "fault", "list", "month", "system", "manual", "nowhere"]) {
      const page = await visit(start === "nowhere" ? `${served}nowhere` : knowledge.file(site[start]), options);
      if (start === "nowhere") page.faults.length = 0;
      await ask(page, start === "fault" ? "Control+k" : "/", "套红");
      assert.ok((await width(page)) <= screen, start);
      assert.match(await page.locator(".finder-status").innerText(), /找到 \d+ 条/);
      const hits = page.locator(".finder-hits a");
      assert.ok((await hits.count()) > 2 && (await hits.count()) <= 9);
      assert.equal(await active(page), await hits.nth(0).getAttribute("href"));
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("ArrowUp");
      assert.equal(await active(page), await hits.nth(1).getAttribute("href"));
      assert.equal(await page.evaluate(() => document.activeElement.id), "finder-q");
      await page.keyboard.press("Enter");
      await page.locator(".found-bar").waitFor();
      assert.match(page.url(), /\.html#q=%E5%A5%97%E7%BA%A2$/);
      await page.locator("main h1").waitFor();
      await leave(page);
    }
  });

  test(`the search page by keyboard alone, on ${name}`, async () => {
    const page = await visit(file, options);
    await page.locator("h1").click();
    await page.keyboard.press("/");
    await page.keyboard.type("套红");
    await page.keyboard.press("Enter");
    await page.locator("#search-hits a").first().waitFor();
    assert.ok((await width(page)) <= screen);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowUp");
    const href = await page.locator("#search-hits a").first().getAttribute("href");
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute("href")), href);
    await page.keyboard.press("Enter");
    await page.locator(".found-bar").waitFor();
    await leave(page);
  });

  test(`what was found is marked on its page, on ${name}`, async () => {
    const page = await visit(knowledge.file(site.home), options);
    await ask(page, "/", "套红 页码");
    await page.keyboard.press("Enter");
    const bar = page.locator(".found-bar");
    await bar.filter({ hasText: /第 1 处，共 \d+ 处/ }).waitFor();
    assert.deepEqual(await marked(page), ["套红", "页码"]);
    await bar.getByRole("button", { name: "上一处" }).click();
    assert.match(await bar.innerText(), /第 (\d+) 处，共 \1 处/);
    const place = await page.evaluate(() => [...CSS.highlights.get("found-now")][0].getBoundingClientRect().top / innerHeight);
    assert.ok(place > 0 && place < 1, `it stands at ${place}`);
    assert.ok((await width(page)) <= screen);
    await bar.getByRole("button", { name: "清除" }).click();
    assert.equal(await bar.count(), 0);
    assert.ok(!page.url().includes("#"));
    assert.equal(await page.evaluate(() => CSS.highlights.size), 0);
    await leave(page);
  });
}

/** The different texts that are marked, folded. */
function marked(page) {
  return page.evaluate(() => [...new Set([...CSS.highlights.get("found")].map((range) => window.casebook.fold(range.toString())))].sort());
}

test("the last row of the dialog leads to all results", async () => {
  const page = await visit(knowledge.file(site.fault));
  await ask(page, "/", "公文");
  await page.locator(".finder-all").click();
  await page.waitForURL(/search\/index\.html\?q=/);
  await page.locator("#search-hits a").first().waitFor();
  assert.equal(await page.locator("#search-q").inputValue(), "公文");
  await leave(page);
});

test("escape closes the dialog and gives the focus back", async () => {
  const page = await visit(knowledge.file(site.fault));
  const link = page.locator("main a[href]").first();
  await link.focus();
  await ask(page, "/", "公文");
  await page.keyboard.press("Escape");
  await page.locator("dialog.finder").waitFor({ state: "hidden" });
  assert.ok(await link.evaluate((link) => document.activeElement === link));
  await leave(page);
});

/** A page, served, on which a link has the focus and the dialog was asked for; its script waits for `release`. */
async function asking() {
  const page = await open(browser);
  let release;
  const released = new Promise((done) => { release = done; });
  await page.route(/assets\/dialog\./, async (route) => {
    await released;
    await route.continue();
  });
  await page.goto(`${server.address}${site.fault.slice("site/".length)}`);
  await page.locator("#nav details").first().waitFor();
  await page.locator("main a[href]").first().focus();
  await page.keyboard.press("/");
  return { page, release };
}

test("what is typed before the dialog is there is searched for", async () => {
  const { page, release } = await asking();
  await page.keyboard.type("公");
  release();
  await page.locator("dialog.finder[open]").waitFor();
  await page.keyboard.type("文");
  assert.equal(await page.locator("#finder-q").inputValue(), "公文");
  assert.equal(await page.locator("#q").inputValue(), "");
  await page.locator(".finder-hits a").first().waitFor();
  await page.keyboard.press("Escape");
  await page.locator("dialog.finder").waitFor({ state: "hidden" });
  assert.ok(await page.locator("main a[href]").first().evaluate((link) => document.activeElement === link));
  await leave(page);
});

test("the dialog waits until an input method has composed", async () => {
  const { page, release } = await asking();
  const session = await page.context().newCDPSession(page);
  await session.send("Input.imeSetComposition", { text: "gong", selectionStart: 4, selectionEnd: 4 });
  release();
  await page.waitForFunction(() => window.casebook?.openDialog);
  await page.evaluate(() => new Promise((done) => { setTimeout(done); }));
  assert.equal(await page.locator("dialog.finder[open]").count(), 0);
  await session.send("Input.insertText", { text: "公文" });
  await page.locator("dialog.finder[open]").waitFor();
  assert.equal(await page.locator("#finder-q").inputValue(), "公文");
  await page.locator(".finder-hits a").first().waitFor();
  await leave(page);
});

test("the dialog is a combobox with a list of options, and says how many", async () => {
  const page = await visit(knowledge.file(site.home));
  await ask(page, "/", "公文");
  const box = page.getByRole("combobox", { name: "搜索知识库" });
  assert.equal(await box.getAttribute("aria-expanded"), "true");
  assert.equal(await page.getByRole("listbox", { name: "搜索结果" }).getByRole("option").count(), 9);
  assert.equal(await page.getByRole("option", { selected: true }).count(), 1);
  assert.match(await page.locator("dialog").getByRole("status").innerText(), /找到 \d+ 条/);
  await box.fill("qqzzxx");
  await page.locator("dialog").getByRole("status").filter({ hasText: "没有找到" }).waitFor();
  assert.equal(await box.getAttribute("aria-expanded"), "false");
  await leave(page);
});

test("marks reach over the edges of elements, into logs, and fold as search does", async () => {
  const page = await visit(knowledge.file(site.fault));
  await page.evaluate(() => {
    document.querySelector("article.record").innerHTML =
      "<p>见 <b>OR</b>A-<i>12519</i>，连接<a href='#'>池</a>上<code>限</code></p><pre><code>x 連接池上限\na   \u200bb</code></pre><p>管理</p><p>系统</p><p>a<br>b</p><details><summary>s</summary>連接池上限</details>";
  });
  const cases = [["ORA－１２５１９", 1, ["ora-12519"]], ["\"a b\"", 2, ["ab", "a b"]], ["管理 系统", 2, ["管理", "系统"]], ["連接池上限", 3, ["连接池上限"]]];
  for (const [query, count, texts] of cases) {
    await page.evaluate((query) => { location.hash = `q=${encodeURIComponent(query)}`; }, query);
    await page.waitForFunction((query) => document.querySelector(".found-bar")?.dataset.asked === query, query);
    assert.match(await page.locator(".found-bar").innerText(), new RegExp(`共 ${count} 处`), query);
    assert.deepEqual(await marked(page), [...texts].sort(), query);
  }
  await page.locator(".found-bar").getByRole("button", { name: "上一处" }).click();
  assert.equal(await page.locator("article details").evaluate((details) => details.open), true);
  await page.evaluate(() => { location.hash = `q=${encodeURIComponent("管理系统")}`; });
  await page.locator(".found-bar").waitFor({ state: "detached" });
  await leave(page);
});

test("without highlights of the browser's own, marks are elements and go again", async () => {
  const page = await open(browser);
  await page.addInitScript(() => { delete window.Highlight; });
  await page.goto(`${knowledge.file(site.fault)}`);
  const before = await page.locator("article").innerHTML();
  const word = (await page.locator("main h1").innerText()).slice(0, 2);
  await page.evaluate((word) => { location.hash = `q=${encodeURIComponent(word)}`; }, word);
  await page.locator("mark.found-now").waitFor();
  assert.ok((await page.locator("article mark.found").allInnerTexts()).every((text) => text === word));
  await page.locator(".found-bar").getByRole("button", { name: "清除" }).click();
  assert.equal(await page.locator("article").innerHTML(), before);
  await leave(page);
});

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
  await page.goto(knowledge.file(site.home));
  await ask(page, "/", "公文");
  const chosen = await active(page);
  const kept = await page.evaluate(() => {
    const field = document.getElementById("finder-q");
    const keys = [{ key: "ArrowDown", isComposing: true }, { key: "Enter", keyCode: 229 }, { key: "Escape", isComposing: true }, { key: "k", ctrlKey: true }];
    return keys.every((key) => field.dispatchEvent(new KeyboardEvent("keydown", { bubbles: true, cancelable: true, ...key })));
  });
  assert.ok(kept && (await page.locator("dialog.finder[open]").isVisible()));
  assert.equal(await active(page), chosen);
  await leave(page);
});

test("where somebody types, keys are theirs", async () => {
  const page = await visit(knowledge.file(site.home));
  const stolen = await page.evaluate(() => {
    const main = document.getElementById("main");
    main.insertAdjacentHTML("beforeend", "<textarea></textarea><select><option>a</option></select><p contenteditable>b</p>");
    const places = [document.getElementById("q"), document.getElementById("home-q"), ...main.querySelectorAll("textarea, select, [contenteditable]")];
    const keys = [{ key: "/" }, { key: "k", ctrlKey: true }, { key: "K", metaKey: true }];
    return places.filter((place) => keys.some((key) => !place.dispatchEvent(new KeyboardEvent("keydown", { bubbles: true, cancelable: true, ...key }))));
  });
  assert.equal(stolen.length, 0);
  assert.equal(await page.locator("dialog").count(), 0);
  await leave(page);
});

test("what a reader loads to search is small", () => {
  const assets = join(knowledge.root, "site/assets");
  const packed = (name) => gzipSync(readFileSync(join(assets, readdirSync(assets).find((file) => file.startsWith(`${name}.`) && file.endsWith(".js"))))).length;
  const manifest = readFileSync(join(assets, "shards.js"), "utf8");
  const table = gzipSync(JSON.parse(manifest.slice(manifest.indexOf("{"), manifest.lastIndexOf("}") + 1)).fold).length;
  for (const name of ["search-page", "dialog"]) {
    const all = packed("search") + packed(name) + table;
    assert.ok(all <= 15 * 1024, `search, the table and ${name} are ${all} bytes`);
  }
});

test("in a report that belongs to a site elsewhere, the key leads to the field", async () => {
  const page = await visit(knowledge.file(site.report));
  await page.keyboard.press("/");
  assert.equal(await page.evaluate(() => document.activeElement.id), "q");
  await leave(page);
});

test("scripts for search are loaded when they are needed", async () => {
  const page = await open(browser);
  const asked = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname.split("/").pop()));
  await page.goto(`${server.address}faults/`);
  await page.locator("#nav details").first().waitFor();
  assert.deepEqual(asked.filter((name) => /^(search|dialog|marks|shards)/.test(name)), []);
  await page.locator("#q").click();
  await page.locator("dialog.finder[open]").waitFor();
  assert.ok(asked.some((name) => name.startsWith("dialog.")));
  assert.equal(await page.evaluate(() => document.activeElement.id), "finder-q");
  await leave(page);
});

test("without a script, the field leads to a page to browse by kind, system and month", async () => {
  const page = await visit(knowledge.file(site.home), { javaScriptEnabled: false });
  await page.locator("#q").fill("套红");
  await page.locator("#q").press("Enter");
  await page.waitForURL(/search\/index\.html/);
  for (const name of ["故障处理报告", "公文管理系统", "2023年9月"]) assert.ok(await page.locator("#browse").getByRole("link", { name }).first().isVisible(), name);
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

test("a page that was opened before finds what was written since", async () => {
  const own = new Knowledge();
  own.run("build");
  const record = join(own.root, "content/faults/2023/08/F-20230808-01.md");
  const page = await visit(own.file(site.search));
  const folder = () => page.evaluate(() => window.casebook.store.manifest.dir);
  assert.ok((await shown(page, "公文")).ids.length > 0);
  const before = await folder();
  appendFileSync(record, "\n独角鲸浮出水面。\n");
  own.run("build");
  await page.clock.setSystemTime(Date.now() + 61_000);
  assert.deepEqual((await shown(page, "独角鲸")).ids, ["F-20230808-01"]);
  // One more record, and all of them are numbered anew: what is asked is not there any more.
  own.run("new", "case", "白犀牛走进草原", "--system", "公文管理系统");
  own.run("build");
  assert.equal(await folder(), before);
  assert.equal((await shown(page, "白犀牛")).ids.length, 1);
  assert.notEqual(await folder(), before);
  await page.context().close();
  own.close();
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
