// shots.mjs OUT [NAME…]: pictures of every kind of page, narrow to very wide, light and dark, and on paper.
import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { launch, open } from "./lib/browser.mjs";
import { Knowledge } from "./lib/knowledge.mjs";
import { pages } from "./lib/pages.mjs";

const WIDTHS = { 390: 844, 1440: 900, 2560: 1440 };
/** No more of a long page than this is looked at. */
const TALLEST = 3000;
/** No more sheets of paper than these. */
const SHEETS = 3;

const [out = "shots", ...wanted] = process.argv.slice(2);
mkdirSync(out, { recursive: true });
const knowledge = new Knowledge().build();
const browser = await launch();

/** As far as it is looked at, in one picture. */
async function seen(page, path) {
  const { width } = page.viewportSize();
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  await page.screenshot({ path, fullPage: true, clip: { x: 0, y: 0, width, height: Math.min(height, TALLEST) } });
  return wide > width ? `scrolls sideways: ${wide}` : "";
}

/** The first sheets of paper, where poppler can make pictures of them. */
async function printed(page, path) {
  const pdf = `${path}.pdf`;
  writeFileSync(pdf, await page.pdf({ preferCSSPageSize: true }));
  try {
    execFileSync("pdftoppm", ["-png", "-r", "60", "-l", String(SHEETS), pdf, path]);
    rmSync(pdf);
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
  }
}

try {
  const address = await knowledge.serve();
  const files = {
    ...pages(knowledge.root),
    chapter: "site/months/2023-09/faults.html",
    query: "site/lists/resource-trend.html",
    register: "site/registers/due.html",
    provenance: "site/provenance/index.html",
    changes: "site/history/2023-11.html",
    intake: "site/intake/index.html",
    people: "site/people/index.html",
    tags: "site/tags/index.html",
  };
  const all = new Map(Object.entries(files).map(([name, path]) => [name, knowledge.file(path)]));
  all.set("search", `${address}search/index.html?q=${encodeURIComponent("公文")}`);
  all.set("missing", `${address}nothing/here.html`);
  for (const [name, url] of all) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    for (const colorScheme of ["light", "dark"]) {
      for (const [width, height] of Object.entries(WIDTHS)) {
        const page = await open(browser, { viewport: { width: Number(width), height }, colorScheme });
        await page.goto(url);
        if (name === "search") await page.locator("main mark").first().waitFor({ timeout: 5000 }).catch(() => {});
        const told = await seen(page, join(out, `${name}-${width}-${colorScheme}.png`));
        console.log(name, width, colorScheme, told, page.faults.join("; "));
        if (width === "1440" && colorScheme === "light") await printed(page, join(out, `${name}-print`));
        await page.context().close();
      }
    }
  }
} finally {
  await browser.close();
  knowledge.close();
}
