// What readers expect beside the records: a form to report something on, words explained, pictures to be seen larger, registers.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { deflateSync } from "node:zlib";
import { after, before, test } from "node:test";
import { TELEPHONE, launch, leave, open, width } from "./lib/browser.mjs";
import { Knowledge } from "./lib/knowledge.mjs";

const WHEN = new Date("2023-10-20T10:00:00+08:00");
let browser, knowledge;

before(async () => {
  knowledge = new Knowledge();
  const manual = "---\ntitle: 看图\ndocument_type: rule\n---\n\n按服务时间计算。服务时间见[合同](#图)。\n\n## 图\n\n![拓扑](look-1.png)\n";
  writeFileSync(join(knowledge.root, "content/manuals/look.md"), manual);
  writeFileSync(join(knowledge.root, "content/manuals/look-1.png"), picture(640, 400));
  knowledge.run("build");
  browser = await launch();
});

after(async () => {
  await browser?.close();
  knowledge?.close();
});

/** A grey picture of this size. */
function picture(width, height) {
  const table = Array.from({ length: 256 }, (_, n) => Array.from({ length: 8 }).reduce((c) => (c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1), n) >>> 0);
  const chunk = (name, data) => {
    const body = Buffer.concat([Buffer.from(name), data]);
    const sum = ~body.reduce((c, byte) => table[(c ^ byte) & 255] ^ (c >>> 8), 0xffffffff) >>> 0;
    const ends = Buffer.alloc(8);
    ends.writeUInt32BE(data.length, 0);
    ends.writeUInt32BE(sum, 4);
    return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head[8] = 8;
  const rows = deflateSync(Buffer.alloc((width + 1) * height, 0x80).map((byte, at) => (at % (width + 1) ? byte : 0)));
  return Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), chunk("IHDR", head), chunk("IDAT", rows), chunk("IEND", Buffer.alloc(0))]);
}

async function visit(path, options) {
  const page = await open(browser, { timezoneId: "Asia/Shanghai", acceptDownloads: true, ...options });
  await page.clock.setFixedTime(WHEN);
  await page.goto(knowledge.file(`site/${path}`));
  return page;
}

/** Goes on with the Tab key until the element has the focus. */
async function reach(page, selector) {
  for (let step = 0; step < 120; step++) {
    if (await page.evaluate((wanted) => document.activeElement.matches(wanted), selector)) return;
    await page.keyboard.press("Tab");
  }
  assert.fail(`the Tab key never reaches ${selector}`);
}

async function type(page, selector, text) {
  await reach(page, selector);
  await page.keyboard.type(text);
}

/** Chooses by arrows. */
async function pick(page, selector, value) {
  await reach(page, selector);
  for (let step = 0; step < 40 && (await page.inputValue(selector)) !== value; step++) await page.keyboard.press("ArrowDown");
  assert.equal(await page.inputValue(selector), value);
}

const FORMS = {
  fault: async (page) => {
    await type(page, "#fault-title", "签章：点“签章”没有反应");
    await pick(page, "#fault-system", "gwgl");
    await pick(page, "#fault-region", "fj");
    await pick(page, "#fault-severity", "minor");
    await pick(page, "#fault-channel", "phone");
    await type(page, "#fault-reporter", "吴敏: 办公室 # 1");
    await type(page, "[data-kind=fault] [data-section=故障现象]", "提示 KEY 未插入。\n## 这不是标题");
    await type(page, "[data-kind=fault] [data-section=影响范围]", "一个人");
  },
  case: async (page) => {
    await type(page, "#case-title", "怎样改密码");
    await pick(page, "#case-system", "gwgl");
    await pick(page, "#case-region", "fz");
    await pick(page, "#case-nature", "task");
    await pick(page, "#case-category", "login");
    await pick(page, "#case-channel", "mail");
    await type(page, "[data-kind=case] [data-section=问题描述]", "忘了密码");
    await pick(page, "#case-task_type", "guidance");
    await type(page, "#case-assigned_by", "省局办公室");
    await type(page, "#case-reply_evidence", "2023-10-20 邮件");
    await page.fill("#case-due_on", "2023-10-25");
  },
  request: async (page) => {
    await type(page, "#request-title", "三季度发文量");
    await pick(page, "#request-system", "gwgl");
    await pick(page, "#request-region", "fz");
    await pick(page, "#request-request_type", "analysis");
    await type(page, "#request-requested_by", "办公室");
    await type(page, "#request-contact", "8001");
    await type(page, "[data-kind=request] [data-section=需求内容]", "按月统计。");
  },
};

for (const [kind, fill] of Object.entries(FORMS)) {
  test(`the form of a ${kind}, filled in by keyboard, makes a record that check finds nothing in`, async () => {
    const page = await visit("intake/index.html");
    await reach(page, "input[name=kind]");
    while ((await page.inputValue("input[name=kind]:checked")) !== kind) await page.keyboard.press("ArrowRight");
    await fill(page);
    // What a late answer asks for may stand before it.
    await page.keyboard.press("Control+Home");
    await reach(page, "button.primary");
    await page.keyboard.press("Enter");
    await page.locator(".intake-result").waitFor();
    const text = await page.locator(".intake-result code").textContent();
    const place = (await page.locator(".intake-result [role=status]").textContent()).match(/content\/\S+\.md/)[0];
    assert.match(place, new RegExp(`/2023/10/[A-Z]+-20231020-\\d\\d\\.md$`));
    const [download] = await Promise.all([page.waitForEvent("download"), page.locator("[data-way=file]").click()]);
    assert.equal(download.suggestedFilename(), place.split("/").at(-1));
    assert.equal(readFileSync(await download.path(), "utf8"), text);
    const mail = await page.locator("[data-way=mail]").getAttribute("href");
    assert.ok(decodeURIComponent(mail).replaceAll("\r\n", "\n").includes(text), mail);
    mkdirSync(dirname(join(knowledge.root, place)), { recursive: true });
    writeFileSync(join(knowledge.root, place), text);
    knowledge.run("check", "--strict", place);
    await leave(page);
  });
}

test("what is typed is what the record says, whatever signs are in it", async () => {
  const title = `- "引号": 'a' # b — [x] {y}: ---`;
  const typed = [
    "- 一", "1. 二", "# 三", "---", "===", "> 四", "| a | b |", "| --- | --- |", "a | b", "--- | ---", "```", "~~~", "    五",
    "*星* _下_ snake_case __init__", "[[F-1]] [链](x.md) ![图](y.png)", "<b>粗</b> <!-- 注", "&lt; &#35; C:\\*.log \\", "", "## 影响范围", "`代码`",
  ];
  const page = await visit("intake/index.html");
  await page.locator("#fault-title").fill(title);
  await page.locator("#fault-reporter").fill("---");
  await page.locator("#fault-system").selectOption("gwgl");
  await page.locator("#fault-region").selectOption("fj");
  await page.locator("#fault-severity").selectOption("minor");
  await page.locator("#fault-channel").selectOption("phone");
  await page.locator("[data-kind=fault] [data-section=故障现象]").fill(typed.join("\n"));
  await page.locator("[data-kind=fault] [data-section=影响范围]").fill("三个处室");
  await page.locator("button.primary").click();
  const text = await page.locator(".intake-result code").textContent();
  const place = (await page.locator(".intake-result [role=status]").textContent()).match(/content\/(\S+)\.md/);
  assert.equal(await page.locator("select[name=handler]").count(), 0);
  await leave(page);
  mkdirSync(dirname(join(knowledge.root, place[0])), { recursive: true });
  writeFileSync(join(knowledge.root, place[0]), text);
  knowledge.run("check", "--strict", place[0]);
  knowledge.run("build");
  const made = await visit(`${place[1]}.html`);
  assert.equal(await made.locator("h1").first().innerText(), title);
  assert.ok((await made.locator("main").innerText()).includes("---"));
  const shown = await made.evaluate(() => {
    const heading = [...document.querySelectorAll("h2")].find((one) => one.textContent.includes("故障现象"));
    const parts = [];
    for (let next = heading.nextElementSibling; next && next.tagName !== "H2"; next = next.nextElementSibling) parts.push([next.tagName, next.textContent]);
    return parts;
  });
  assert.deepEqual([...new Set(shown.map(([tag]) => tag))], ["P"]);
  const bare = (lines) => lines.join("").replaceAll(/\s/g, "");
  assert.equal(bare(shown.map(([, words]) => words)), bare(typed));
  await leave(made);
});

test("what must be filled in is asked for, and nothing is made before", async () => {
  const page = await visit("intake/index.html");
  await page.locator("button.primary").click();
  assert.ok(await page.locator(".intake-result").isHidden());
  assert.equal(await page.evaluate(() => document.activeElement.id), "fault-title");
  await leave(page);
});

/** Fills in a fault and makes its record. */
async function made(page, { day } = {}) {
  await page.locator("#fault-title").fill("打不开");
  if (day) await page.locator("#fault-reported_at").fill(`${day}T09:00`);
  await page.locator("#fault-system").selectOption("gwgl");
  await page.locator("#fault-region").selectOption("fj");
  await page.locator("#fault-severity").selectOption("minor");
  await page.locator("#fault-channel").selectOption("phone");
  await page.locator("#fault-reporter").fill("吴敏");
  for (const section of ["故障现象", "影响范围"]) await page.locator(`[data-kind=fault] [data-section=${section}]`).fill("见附图");
  await page.locator("button.primary").click();
  return page.locator(".intake-result code").textContent();
}

test("nobody handles a record who is not on the roster on its day, and the form says so", async () => {
  const page = await visit("intake/index.html");
  const away = page.locator("[data-kind=fault] .away");
  const text = await made(page, { day: "2023-07-31" });
  assert.ok(await away.isVisible());
  assert.doesNotMatch(text, /handler/);
  const place = (await page.locator(".intake-result [role=status]").textContent()).match(/content\/\S+\.md/)[0];
  mkdirSync(dirname(join(knowledge.root, place)), { recursive: true });
  writeFileSync(join(knowledge.root, place), text);
  knowledge.run("check", place);
  assert.match(await made(page, { day: "2023-08-01" }), /^handler: zhangwei$/m);
  assert.ok(await away.isHidden());
  await leave(page);
});

test("lines that are typed stay lines, and a mail that would be too long asks for the file", async () => {
  const page = await visit("intake/index.html");
  const mail = () => page.locator("[data-way=mail]").getAttribute("href");
  await made(page);
  assert.match(decodeURIComponent(await mail()), /severity: minor/);
  await page.locator("[data-kind=fault] [data-section=故障现象]").fill(`第一步点收文\n第二步点打印\n\n${"打印不出来。".repeat(40)}`);
  await page.locator("button.primary").click();
  assert.match(await page.locator(".intake-result code").textContent(), /第一步点收文\\\n第二步点打印\n\n打印/);
  const long = await mail();
  assert.ok(long.length < 2000);
  assert.match(decodeURIComponent(long), /F-\d{8}-\d+\.md/);
  await leave(page);
});

test("the record is copied where the page has no clipboard, and the button goes where nothing can be copied", async () => {
  const page = await visit("intake/index.html");
  await page.clock.resume();
  await page.evaluate(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
  const text = await made(page);
  const button = page.locator("[data-way=copy]");
  await button.click();
  assert.equal(await button.textContent(), "已复制");
  assert.equal((await page.evaluate(() => getSelection().toString())).trim(), text.trim());
  await page.evaluate(() => { document.execCommand = () => { throw new Error("refused"); }; });
  await button.click();
  assert.ok(await button.isHidden());
  assert.equal((await page.evaluate(() => getSelection().toString())).trim(), text.trim());
  await leave(page);
});

test("what was made says that nothing is sent yet, to whom it goes, and that its number is provisional", async () => {
  const page = await visit("intake/index.html");
  const text = await made(page);
  const result = page.locator(".intake-result");
  assert.match(await result.innerText(), /还没有提交[^]*编号 F-20231020-\d\d 是暂定的[^]*8001/);
  assert.equal(await result.locator("a[href^='tel:']").first().getAttribute("href"), "tel:8001");
  const mail = await page.locator("[data-way=mail]").getAttribute("href");
  assert.ok(mail.startsWith("mailto:fwt@oa.example?subject="), mail);
  assert.ok(decodeURIComponent(mail).replaceAll("\r\n", "\n").includes(text));
  await leave(page);
});

test("another kind keeps what it asks for too, and hides what was made before; so does an edit", async () => {
  const page = await visit("intake/index.html");
  await made(page);
  await page.locator("#fault-contact").fill("8002");
  const result = page.locator(".intake-result");
  assert.ok(await result.isHidden());
  await page.locator("button.primary").click();
  assert.ok(await result.isVisible());
  // What is to be done next is in sight, from its heading on.
  assert.match(await page.evaluate(() => document.activeElement.textContent), /^下一步/);
  assert.ok(await result.evaluate((section) => [section.querySelector("h2"), section.querySelector("[data-way=mail]")].every((element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return top > 0 && bottom <= innerHeight;
  })));
  for (const [kind, who, section] of [["case", "reporter", "问题描述"], ["request", "requested_by", "需求内容"]]) {
    await page.locator(`input[name=kind][value=${kind}]`).check();
    assert.ok(await result.isHidden());
    const asked = { title: "打不开", system: "gwgl", region: "fj", channel: "phone", contact: "8002", [who]: "吴敏" };
    for (const [field, value] of Object.entries(asked)) assert.equal(await page.inputValue(`#${kind}-${field}`), value, field);
    assert.equal(await page.locator(`[data-kind=${kind}] [data-section=${section}]`).inputValue(), "见附图");
  }
  await leave(page);
});

test("a draft outlives a reload, but not being cleared, and a page of a system asks for it", async () => {
  const page = await visit("intake/index.html");
  await page.goto(`${knowledge.file("site/intake/index.html")}?system=qbgl`);
  assert.equal(await page.inputValue("#fault-system"), "qbgl");
  await page.locator("input[name=kind][value=case]").check();
  await page.locator("#case-title").fill("打印空白");
  await page.locator("[data-kind=case] [data-section=问题描述]").fill("每次都是");
  await page.goto(knowledge.file("site/intake/index.html"));
  assert.equal(await page.inputValue("#case-title"), "打印空白");
  assert.equal(await page.inputValue("#case-system"), "qbgl");
  assert.equal(await page.locator("[data-kind=case] [data-section=问题描述]").inputValue(), "每次都是");
  const reset = page.locator("button[type=reset]"), undo = page.locator(".intake-undo button");
  assert.ok(await undo.isHidden());
  await reset.click();
  await page.waitForFunction(() => !document.querySelector("#case-title").value);
  await undo.click();
  assert.equal(await page.inputValue("#case-title"), "打印空白");
  assert.ok((await page.locator("#case-title").isVisible()) && (await undo.isHidden()));
  await reset.click();
  await page.waitForFunction(() => !document.querySelector("#case-title").value);
  await page.reload();
  assert.equal(await page.inputValue("#case-title"), "");
  assert.equal(await page.inputValue("input[name=kind]:checked"), "fault");
  await leave(page);
});

test("similar answers are shown while one types", async () => {
  const page = await visit("intake/index.html");
  await page.clock.resume();
  await type(page, "#fault-title", "打印控件被拦截");
  const hits = page.locator(".intake-similar li a");
  await hits.first().waitFor();
  assert.match((await hits.allTextContents()).join(), /打印|控件/);
  await leave(page);
});

test("without scripts the form is a record to fill in", async () => {
  const page = await visit("intake/index.html", { javaScriptEnabled: false });
  assert.ok(await page.locator("#intake").isHidden());
  const sheets = page.locator(".intake-sheet");
  assert.equal(await sheets.count(), 3);
  assert.match(await sheets.first().textContent(), /severity: {2}# 故障级别: critical 一级 \| major 二级[^]*## 故障现象/);
  await page.context().close();
});

test("a term is explained once, by pointer and by keyboard, without scripts too", async () => {
  for (const javaScriptEnabled of [true, false]) {
    const page = await open(browser, { javaScriptEnabled });
    await page.goto(knowledge.file("site/manuals/look.html"));
    const term = page.locator(".body .term");
    assert.equal(await term.count(), 1);
    const says = term.locator("[role=tooltip]");
    assert.ok(await says.isHidden());
    await reach(page, ".term > a");
    assert.ok(await says.isVisible());
    assert.match(await says.textContent(), /工作时间/);
    assert.equal(await term.locator("a").getAttribute("aria-describedby"), await says.getAttribute("id"));
    if (javaScriptEnabled) {
      await page.keyboard.press("Escape");
      assert.ok(await says.isHidden());
    }
    await page.keyboard.press("Tab");
    await term.locator("a").hover();
    assert.ok(await says.isVisible());
    await leave(page);
  }
});

test("a large picture has room kept for it and opens as large as it is", async () => {
  const page = await visit("manuals/look.html");
  const image = page.locator(".body img");
  assert.deepEqual(await image.evaluate((img) => [img.getAttribute("width"), img.getAttribute("height"), img.loading]), ["640", "400", "lazy"]);
  await page.locator("a.zoom").focus();
  await page.keyboard.press("Enter");
  assert.ok(await page.locator("dialog.zoomed img").isVisible());
  await page.keyboard.press("Escape");
  assert.ok(await page.locator("dialog.zoomed").isHidden());
  assert.ok(await page.locator("a.zoom").evaluate((link) => link === document.activeElement));
  await leave(page);
});

test("registers and lists have heads in words, and show their queries", async () => {
  const page = await visit("registers/index.html");
  for (const folder of ["registers", "lists"]) {
    for (const file of readdirSync(join(knowledge.root, "site", folder)).filter((name) => name.endsWith(".html"))) {
      await page.goto(knowledge.file(`site/${folder}/${file}`));
      const heads = await page.locator("table.query th").allTextContents();
      assert.deepEqual(heads.filter((head) => /^[a-z_]+$/.test(head)), [], file);
      if (heads.length) assert.match(await page.locator(".query-source code").first().textContent(), /SELECT/, file);
    }
  }
  await leave(page);
});

test("the form and the registers fit on a telephone", async () => {
  const page = await visit("intake/index.html", TELEPHONE);
  for (const path of ["intake/index", "registers/coverage", "registers/due", "people/index"]) {
    await page.goto(knowledge.file(`site/${path}.html`));
    assert.ok((await width(page)) <= 390, path);
  }
  await leave(page);
});

test("on a telephone every number can be seen and called", async () => {
  const page = await visit("people/index.html", TELEPHONE);
  const cut = await page.locator(".table-scroll").evaluateAll((all) => all.filter((box) => box.clientWidth && box.scrollWidth > box.clientWidth).length);
  assert.equal(cut, 0);
  const numbers = await page.locator("section[aria-labelledby=asked-title] a[href^='tel:']").evaluateAll((all) => all.map((link) => [link.href, link.getBoundingClientRect().right]));
  assert.ok(numbers.length >= 15 && numbers.every(([, right]) => right <= 390), JSON.stringify(numbers));
  assert.ok((await page.locator("section[aria-labelledby=people-title] a[href='tel:8001']").count()) === 1);
  await leave(page);
});

test("on a telephone the first screen of a case leads to its answer, elsewhere the contents do", async () => {
  const path = "cases/2023/10/C-20231031-01.html";
  const wide = await visit(path);
  assert.ok(await wide.locator(".jump").isHidden());
  assert.ok(await wide.locator(".toc").isVisible());
  await leave(wide);
  for (const javaScriptEnabled of [true, false]) {
    const page = await visit(path, { ...TELEPHONE, javaScriptEnabled });
    assert.ok(await page.locator(".toc").isHidden());
    const link = page.locator(".jump a", { hasText: "答复" });
    const box = await link.boundingBox();
    if (javaScriptEnabled) assert.ok(box.y + box.height < 844, JSON.stringify(box));
    await link.click();
    assert.ok((await page.getByRole("heading", { name: "答复" }).boundingBox()).y < 844);
    await page.context().close();
  }
});
