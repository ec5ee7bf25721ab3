// How a reader moves about: by keyboard, in light and dark, in both languages, on paper.
import assert from "node:assert/strict";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { TELEPHONE, brightness, launch, leave, open, width } from "./lib/browser.mjs";
import { Knowledge } from "./lib/knowledge.mjs";
import { pages } from "./lib/pages.mjs";

let browser, knowledge, paths;

before(async () => {
  knowledge = new Knowledge().build();
  paths = { ...pages(knowledge.root), chapter: "site/months/2023-09/cases.html" };
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

/** What has the focus, in words. */
const focused = (page) => page.evaluate(() => document.activeElement.textContent.trim());

/** Presses Tab until `words` have the focus. */
async function tabTo(page, words, most = 80) {
  for (let pressed = 0; pressed < most; pressed += 1) {
    await page.keyboard.press("Tab");
    if ((await focused(page)) === words) return;
  }
  throw new Error(`Tab does not lead to ${words}`);
}

test("by keyboard alone from home over the month to the records behind a figure", async () => {
  const page = await visit("home");
  await tabTo(page, "月份");
  await page.keyboard.press("Enter");
  await page.waitForURL(/months\/index\.html$/);
  await tabTo(page, "2023-09");
  await page.keyboard.press("Enter");
  await page.waitForURL(/months\/2023-09\.html$/);
  await page.locator(".contents a").first().focus();
  await tabTo(page, "4 故障");
  await page.keyboard.press("Enter");
  await page.waitForURL(/2023-09\/faults\.html$/);
  const summary = page.locator(".chapter details.behind summary").first();
  await summary.focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  assert.match(await focused(page), /^F-\d{8}-\d\d$/);
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/F-\d{8}-\d\d\.html$/);
  await leave(page);
});

test("the focus is seen wherever Tab leads, and no header hides it", async () => {
  for (const options of [{}, TELEPHONE]) {
    const page = await visit("fault", options);
    for (let pressed = 0; pressed < 60; pressed += 1) {
      await page.keyboard.press("Tab");
      const seen = await page.evaluate(() => {
        const element = document.activeElement;
        if (element === document.body || element.matches(".skip")) return true;
        const box = element.getBoundingClientRect(), style = getComputedStyle(element);
        const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
        const header = document.querySelector(".top"), below = header.contains(element) || box.bottom > header.getBoundingClientRect().bottom;
        return (outlined && below && box.top < innerHeight) || `${element.outerHTML.slice(0, 120)} ${JSON.stringify(box)} ${style.outline}`;
      });
      assert.equal(seen, true);
    }
    await leave(page);
  }
});

test("what stays in sight of a wide table hides nothing that has the focus", async () => {
  const page = await visit("home", TELEPHONE);
  for (const path of ["coverage", "approvals", "due"]) {
    await page.goto(knowledge.file(`site/registers/${path}.html`));
    await page.locator("main").focus();
    for (let pressed = 0; pressed < 60; pressed += 1) {
      await page.keyboard.press("Tab");
      const hidden = await page.evaluate(async () => {
        await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
        const cell = document.activeElement.closest("td"), first = cell?.parentElement.firstElementChild;
        return cell && cell !== first && document.activeElement.getBoundingClientRect().right <= first.getBoundingClientRect().right && document.activeElement.textContent;
      });
      assert.ok(!hidden, `${path}: ${hidden}`);
    }
  }
  await leave(page);
});

test("an item of the score sheet that is led to stands below the head of the sheet", async () => {
  const page = await visit("month");
  await page.goto(`${knowledge.file(paths.month)}#item-B1`);
  const [item, head] = await page.locator("#item-B1, .sheet thead th:first-child").evaluateAll((all) => all.map((element) => element.getBoundingClientRect()).sort((a, b) => b.top - a.top));
  assert.ok(item.top >= head.bottom - 1, `${item.top} ${head.bottom}`);
  await leave(page);
});

test("the tree names one place, also among the registers", async () => {
  const page = await visit("home");
  for (const [path, name, current] of [["faq", "常见问题", "page"], ["due", "台账", "true"], ["index", "台账", "page"]]) {
    await page.goto(knowledge.file(`site/registers/${path}.html`));
    assert.deepEqual(await page.locator("#nav [aria-current]").evaluateAll((all) => all.map((link) => [link.textContent, link.getAttribute("aria-current")])), [[name, current]]);
  }
  await leave(page);
});

test("the skip link leads past the tree", async () => {
  const page = await visit("manual");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "main");
  await leave(page);
});

test("the tree shows where one is, in sight", async () => {
  const page = await visit("manual", { viewport: { width: 1440, height: 420 } });
  const current = page.locator("#nav [aria-current]").first();
  assert.equal(await current.innerText(), "手册");
  const inSight = await current.evaluate((link) => {
    const outer = document.getElementById("nav").getBoundingClientRect(), inner = link.getBoundingClientRect();
    return inner.top >= outer.top && inner.bottom <= Math.min(outer.bottom, innerHeight);
  });
  assert.ok(inSight);
  await leave(page);
});

test("the contents follow the reading, down and up again", async () => {
  const page = await visit("manual");
  const links = page.locator(".toc li a"), current = page.locator(".toc [aria-current]");
  const last = (await links.count()) - 1;
  await links.nth(last).click();
  await page.waitForFunction((text) => document.querySelector(".toc [aria-current]")?.textContent === text, await links.nth(last).innerText());
  await page.evaluate(() => scrollTo(0, 0));
  await page.waitForFunction((text) => document.querySelector(".toc [aria-current]")?.textContent === text, await links.first().innerText());
  assert.equal(await current.count(), 1);
  await leave(page);
});

test("on a telephone a button opens the contents, and a choice closes them", async () => {
  const page = await visit("manual", TELEPHONE);
  const button = page.locator(".toc-toggle"), link = page.locator(".toc li a").nth(1);
  assert.equal(await link.isVisible(), false);
  await button.click();
  assert.equal(await button.getAttribute("aria-expanded"), "true");
  await link.click();
  assert.equal(await link.isVisible(), false);
  assert.ok((await page.evaluate(() => decodeURIComponent(location.hash))).length > 1);
  await leave(page);
});

test("what is wider than its place scrolls there, by keyboard too", async () => {
  const page = await visit("inspection", TELEPHONE);
  const box = page.locator(".table-scroll").last();
  const wide = await box.evaluate((element) => element.scrollWidth > element.clientWidth);
  assert.ok(wide && (await width(page)) <= TELEPHONE.viewport.width);
  await box.focus();
  await page.keyboard.press("ArrowRight");
  await page.waitForFunction((element) => element.scrollLeft > 0, await box.elementHandle());
  assert.match(await box.getAttribute("aria-label"), /\S/);
  await leave(page);
  // Where there is nothing to scroll there is no stop on the way.
  const desk = await visit("fault");
  await desk.locator(".table-scroll.fits").first().waitFor();
  assert.equal(await desk.locator(".table-scroll.fits[tabindex]").count(), 0);
  await leave(desk);
});

test("no table hides rows in a box of its own, and the head of the score sheet stays in sight", async () => {
  const page = await visit("month");
  for (const path of ["months/2023-09.html", "months/2023-09/faults.html", "registers/due.html"]) {
    await page.goto(knowledge.file(`site/${path}`));
    const cut = await page.locator(".table-scroll").evaluateAll((all) => all.filter((box) => box.clientHeight && box.scrollHeight > box.clientHeight + 1).length);
    assert.equal(cut, 0, path);
  }
  await page.goto(knowledge.file("site/months/2023-09.html"));
  const sheet = page.locator(".sheet");
  assert.ok((await sheet.evaluate((table) => table.scrollWidth - table.parentElement.clientWidth)) <= 0);
  const row = sheet.locator("tbody tr.lost").last();
  await row.evaluate((element) => element.scrollIntoView({ block: "center" }));
  const top = await page.locator(".top").evaluate((element) => element.getBoundingClientRect().bottom);
  const head = await sheet.locator("thead th").first().evaluate((element) => element.getBoundingClientRect().top);
  assert.ok(Math.abs(head - top) <= 1, `${head} below ${top}`);
  await leave(page);
});

test("the way back up stands at the end of a long page only", async () => {
  const page = await visit("manual");
  const up = page.locator(".up");
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  await up.click();
  await page.waitForFunction(() => scrollY < 120);
  await leave(page);
});

test("what was chosen of light and dark is kept, and is there before the page is", async () => {
  const page = await visit("fault", { colorScheme: "light" });
  assert.ok((await brightness(page)) > 200);
  await page.locator(".theme").click();
  assert.ok((await brightness(page)) < 60);
  // Whatever is painted first is dark already: the choice stands on the page before its body does.
  await page.addInitScript(() => {
    new MutationObserver((_, watch) => {
      if (!document.body) return;
      window.early = document.documentElement.dataset.theme;
      watch.disconnect();
    }).observe(document, { childList: true, subtree: true });
  });
  await page.reload();
  assert.equal(await page.evaluate(() => window.early), "dark");
  assert.ok((await brightness(page)) < 60);
  await leave(page);
});

test("a system that asks for contrast gets more of it", async () => {
  const ratio = (page) => page.locator(".record-kind time").first().evaluate((element) => {
    const dot = new OffscreenCanvas(1, 1).getContext("2d");
    const light = (colour) => {
      dot.fillStyle = colour;
      dot.fillRect(0, 0, 1, 1);
      const [red, green, blue] = [...dot.getImageData(0, 0, 1, 1).data].map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const [low, high] = [light(getComputedStyle(element).color), light(getComputedStyle(document.body).backgroundColor)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  });
  for (const colorScheme of ["light", "dark"]) {
    const usual = await visit("fault", { colorScheme }), more = await visit("fault", { colorScheme, contrast: "more" });
    const [before, after] = [await ratio(usual), await ratio(more)];
    assert.ok(before >= 4.5 && after >= 7 && after > before, `${before} ${after}`);
    await leave(usual);
    await leave(more);
  }
});

test("a system that asks for contrast has its links underlined; one that sets the colours, its words in pictures", async () => {
  const more = await visit("fault", { contrast: "more" });
  assert.match(await more.locator("#nav a").first().evaluate((link) => getComputedStyle(link).textDecorationLine), /underline/);
  await leave(more);
  const page = await visit("month", { forcedColors: "active", colorScheme: "dark" });
  await page.goto(knowledge.file("site/months/2023-09/levels.html"));
  await page.evaluate(() => localStorage.setItem("casebook-theme", "light"));
  await page.reload();
  const [words, canvas] = await page.locator(".drawing text").first().evaluate((text) => [getComputedStyle(text).fill, getComputedStyle(document.body).backgroundColor]);
  assert.deepEqual([words, canvas], ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]);
  await page.goto(knowledge.file(paths.home));
  const button = await page.locator(".home-find button").evaluate((button) => [getComputedStyle(button).color, getComputedStyle(button).borderTopWidth]);
  assert.deepEqual(button, ["rgb(255, 255, 255)", "1px"]);
  await page.evaluate(() => localStorage.clear());
  await leave(page);
});

test("what is folded on the page of a month is on its paper, but for what its chapters repeat", async () => {
  const page = await visit("month");
  const folded = page.locator("main .chapter:not(.summary) details :is(li, td)"), figures = page.locator(".summary .figures");
  const seen = () => folded.evaluateAll((all) => all.filter((element) => element.checkVisibility()).length);
  const all = await folded.count();
  assert.ok(all > 3 && (await seen()) === 0, `${all}`);
  await page.emulateMedia({ media: "print" });
  assert.equal(await seen(), all);
  assert.ok((await figures.evaluate((list) => list.getBoundingClientRect().height)) < 400);
  await leave(page);
  // A browser whose style sheets cannot open it opens it itself, and closes it after.
  const other = await visit("home");
  await other.addInitScript(() => { CSS.supports = () => false; });
  await other.goto(knowledge.file("site/months/2023-09.html"));
  const open = () => other.locator("main .chapter details[open]").count();
  assert.equal(await open(), 0);
  await other.evaluate(() => dispatchEvent(new Event("beforeprint")));
  assert.ok((await open()) > 0);
  await other.evaluate(() => dispatchEvent(new Event("afterprint")));
  assert.equal(await open(), 0);
  await leave(other);
});

test("no two places of a report have the same name", async () => {
  const page = await visit("report");
  const ids = await page.locator("[id]").evaluateAll((all) => all.map((element) => element.id));
  assert.deepEqual(ids.filter((id, at) => ids.indexOf(id) !== at), []);
  await leave(page);
});

test("on paper a table with a long address and one with many records stay on the sheet", async () => {
  const page = await visit("fault", { viewport: { width: 672, height: 900 } });
  await page.emulateMedia({ media: "print" });
  for (const path of ["months/2023-09/levels", "months/2023-09/inspections"]) {
    await page.goto(knowledge.file(`site/${path}.html`));
    assert.ok((await width(page)) <= 672, path);
  }
  await page.goto(knowledge.file(paths.manual));
  await page.evaluate(() => {
    document.querySelector(".body").insertAdjacentHTML("beforeend", `<div class="table-scroll"><table><tr>${"<td>公文管理系统</td>".repeat(8)}<td><a href="#">https://example.org/${"a/".repeat(90)}</a></td></tr></table></div>`);
  });
  assert.ok((await width(page)) <= 672);
  await leave(page);
});

test("on paper a report repeats the heads of its tables, sums up once, and fills the sheet", async () => {
  const page = await visit("report");
  await page.emulateMedia({ media: "print" });
  const shown = (selector) => page.locator(selector).evaluateAll((all) => all.filter((element) => element.checkVisibility()).length);
  assert.equal(await shown(".top, .side, .up, .foot, .crumbs, .neighbours"), 0);
  const display = (selector) => page.locator(selector).first().evaluate((element) => getComputedStyle(element).display);
  assert.equal(await display(".sheet thead"), "table-header-group");
  assert.equal(await display(".sheet tfoot"), "table-row-group");
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
  const sheets = [...pdf.matchAll(/\/MediaBox ?\[0 0 ([\d.]+) ([\d.]+)\]/g)].map(([, ...sides]) => sides.map(Math.round).join("×"));
  assert.deepEqual([...new Set(sheets)], ["595×842"]);
  await leave(page);
});

test("the whole site in English has no Chinese word of the program's", () => {
  const english = new Knowledge();
  try {
    const file = join(english.root, "casebook.yaml");
    writeFileSync(file, readFileSync(file, "utf8").replace("language: zh-CN", "language: en"));
    english.run("build", "--no-search");
    // What people wrote is Chinese and stays so; what stands on pages whatever is written is the program's.
    const page = readFileSync(join(english.root, "site/index.html"), "utf8");
    assert.match(page, /<html lang="en">/);
    const written = [/<main[\s\S]*<\/main>/, /<title>[\s\S]*?<\/title>/, /<link rel="canonical"[^>]*>/, /<link rel="alternate"[^>]*history\/system-[^>]*>/, / data-path="[^"]*"/, /<aside class="toc">[\s\S]*?<\/aside>/, /协同办公平台运维知识库/g];
    const own = (html) => written.reduce((rest, part) => rest.replace(part, ""), html);
    for (const path of readdirSync(join(english.root, "site"), { recursive: true }).filter((name) => name.endsWith(".html"))) {
      const html = own(readFileSync(join(english.root, "site", path), "utf8"));
      assert.doesNotMatch(html, /\p{Script=Han}/u, path);
    }
    const heads = readFileSync(join(english.root, "site/months/2023-09/faults.html"), "utf8").match(/<th scope="col"[^>]*>[^<]*|<h[12][^>]*>[^<]*/g);
    assert.ok(heads.length > 20);
    assert.doesNotMatch(heads.join(" "), /\p{Script=Han}/u);
  } finally {
    english.close();
  }
});
