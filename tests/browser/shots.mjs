// shots.mjs OUT: pictures of the main pages, wide and narrow, light and dark.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { launch, open } from "./lib/browser.mjs";
import { Knowledge } from "./lib/knowledge.mjs";
import { pages } from "./lib/pages.mjs";

const WIDTHS = { 1440: 900, 390: 844 };

const out = process.argv[2] ?? "shots";
mkdirSync(out, { recursive: true });
const knowledge = new Knowledge().build();
const browser = await launch();
try {
  const address = await knowledge.serve();
  const files = Object.entries(pages(knowledge.root)).map(([name, path]) => [name, knowledge.file(path)]);
  const served = [
    ["search", `${address}search/index.html?q=${encodeURIComponent("公文")}`],
    ["missing", `${address}nothing/here.html`],
  ];
  for (const [name, url] of new Map([...files, ...served])) {
    for (const [width, height] of Object.entries(WIDTHS)) {
      for (const colorScheme of ["light", "dark"]) {
        const page = await open(browser, { viewport: { width: Number(width), height }, colorScheme });
        await page.goto(url);
        if (name === "search") await page.locator("main mark").first().waitFor({ timeout: 5000 }).catch(() => {});
        const path = join(out, `${name}-${width}-${colorScheme}.png`);
        await page.screenshot({ path, fullPage: true });
        console.log(path, page.faults.join("; "));
        await page.context().close();
      }
    }
  }
} finally {
  await browser.close();
  knowledge.close();
}
