// The built site, opened from its folder: no server, no network.
import assert from "node:assert/strict";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { TELEPHONE, brightness, launch, leave, open, width } from "./lib/browser.mjs";
import { Knowledge } from "./lib/knowledge.mjs";
import { pages } from "./lib/pages.mjs";

const SYSTEMS = [
  "公文管理系统", "人事教育管理系统", "签报管理系统", "通知管理系统", "工作值班管理系统", "信访管理平台", "绩效管理系统",
  "信息公开管理系统", "会议服务平台", "后勤管理系统", "机关党建管理系统", "离退休管理系统", "线上教育培训服务平台",
  "应用支撑管理系统", "传送邮件管理系统",
];

let browser, knowledge, paths;

before(async () => {
  knowledge = new Knowledge();
  writeFileSync(join(knowledge.root, "content/manuals/renamed.md"), "---\ntitle: 改了名\ndocument_type: rule\naliases: [manuals/旧名.html]\n---\n\n## 第一节\n\n文\n\n## 第二节\n\n文\n");
  knowledge.build();
  paths = pages(knowledge.root);
  browser = await launch();
});

after(async () => {
  await browser?.close();
  knowledge?.close();
});

async function visit(name, options) {
  const page = await open(browser, options);
  await page.goto(knowledge.file(paths[name]));
  return page;
}

test("home shows the fifteen systems, a search box and the month's score", async () => {
  const page = await visit("home");
  const main = page.locator("main");
  for (const name of SYSTEMS) assert.ok(await main.getByRole("link", { name }).first().isVisible(), name);
  assert.ok(await main.getByRole("searchbox").isVisible());
  assert.match(await main.innerText(), /2023-10|2023-09|2023 ?年/);
  await leave(page);
});

test("from home to a fault by links only", async () => {
  const page = await visit("home");
  await page.locator("main").getByRole("link", { name: "公文管理系统" }).first().click();
  assert.equal(await page.locator("h1").innerText(), "公文管理系统");
  await page.locator("main a[href*='/F-']").first().click();
  assert.match(page.url(), /\/faults\/\d{4}\/\d{2}\/F-[^/]+\.html$/);
  assert.ok((await page.locator("main h1").innerText()).length > 3);
  assert.match(await page.locator("main").innerText(), /公文管理系统/);
  await leave(page);
});

test("an old address leads on, with the heading and the words that stand behind it", async () => {
  const old = knowledge.file("site/manuals/旧名.html"), page = await open(browser);
  for (const behind of ["", "#第二节", "?x=1#第二节"]) {
    await page.goto(old + behind).catch(() => { /* it leads on while it loads */ });
    await page.waitForURL((url) => /renamed\.html$/.test(url.pathname) && decodeURIComponent(url.search + url.hash) === behind);
  }
  await page.context().close();
  const plain = await open(browser, { javaScriptEnabled: false });
  await plain.goto(`${old}#第二节`).catch(() => { /* as above */ });
  await plain.waitForURL(/renamed\.html/);
  await leave(plain);
});

test("every link of the main pages leads to a file", async () => {
  for (const name of Object.keys(paths)) {
    const page = await visit(name);
    const targets = await page.locator("a[href]").evaluateAll((links) => [...new Set(links.map((link) => link.href.split(/[?#]/)[0]))]);
    for (const target of targets.filter((url) => url.startsWith("file:"))) {
      assert.ok(existsSync(new URL(target)), `${paths[name]} links to ${target}`);
    }
    await leave(page);
  }
});

test("a fragment of a link is there", async () => {
  const page = await visit("manual");
  const missing = await page.locator("a[href^='#']").evaluateAll((links) =>
    links.map((link) => decodeURIComponent(link.hash.slice(1))).filter((id) => id && !document.getElementById(id)),
  );
  assert.deepEqual(missing, []);
  await leave(page);
});

test("the scheme of the system is followed", async () => {
  for (const name of Object.keys(paths)) {
    const dark = await visit(name, { colorScheme: "dark" });
    assert.ok((await brightness(dark)) < 80, `${name} is bright in the dark`);
    await leave(dark);
    const light = await visit(name, { colorScheme: "light" });
    assert.ok((await brightness(light)) > 200, `${name} is dark by day`);
    await leave(light);
  }
});

test("no page scrolls sideways on a telephone", async () => {
  for (const name of Object.keys(paths)) {
    const page = await visit(name, TELEPHONE);
    assert.ok((await width(page)) <= 390, `${name} is ${await width(page)} pixels wide`);
    await leave(page);
  }
});

test("an ID breaks where it is longer than its line, and nowhere else", async () => {
  const long = `F-20231028-01-${"x".repeat(70)}`;
  const other = new Knowledge();
  try {
    const front = "system: gwgl\nseverity: minor\nreported_at: 2023-10-28 09:35\nrelated: [F-20230914-01]";
    writeFileSync(join(other.root, `content/faults/2023/10/${long}.md`), `---\ntitle: 编号很长\n${front}\n---\n`);
    other.build();
    for (const path of ["index", "faults/index", "faults/2023/09/F-20230914-01", `faults/2023/10/${long}`, "systems/gwgl"]) {
      const page = await open(browser, TELEPHONE);
      await page.goto(other.file(`site/${path}.html`));
      assert.ok(await width(page) <= 390, `${path} is ${await width(page)} wide`);
      const broken = await page.locator(".id:visible").evaluateAll((ids) =>
        ids.filter((id) => id.offsetHeight > 1.5 * parseFloat(getComputedStyle(id).lineHeight)).map((id) => id.textContent),
      );
      assert.deepEqual(broken.filter((id) => id !== long), [], path);
      await leave(page);
    }
  } finally {
    other.close();
  }
});

test("on paper only the record is left", async () => {
  for (const name of ["fault", "inspection", "report"]) {
    const page = await visit(name);
    await page.emulateMedia({ media: "print" });
    for (const furniture of ["header.top", "nav.side", "aside.toc"]) {
      for (const element of await page.locator(furniture).all()) assert.ok(!(await element.isVisible()), `${name}: ${furniture}`);
    }
    assert.ok(await page.locator("main h1").first().isVisible());
    assert.ok((await brightness(page)) > 240, `${name} is not on white`);
    const pdf = await page.pdf({ format: "A4", preferCSSPageSize: true });
    const box = pdf.toString("latin1").match(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/);
    assert.ok(Math.abs(box[1] - 595) < 2 && Math.abs(box[2] - 842) < 2, `${name} is ${box[1]} × ${box[2]} points`);
    await leave(page);
  }
});

test("pages work without a script", async () => {
  const page = await visit("home", { javaScriptEnabled: false });
  await page.locator("main").getByRole("link", { name: "公文管理系统" }).first().click();
  await page.locator("main a[href*='/F-']").first().click();
  assert.ok((await page.locator("main").innerText()).length > 200);
  await page.goto(knowledge.file(paths.search));
  assert.match(await page.locator("main").innerText(), /casebook (serve|search)/);
  await leave(page);
});

test("the skip link is the first stop of the keyboard", async () => {
  const page = await visit("fault");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("href")), "#main");
  await leave(page);
});
