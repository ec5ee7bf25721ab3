// What does a search in the browser cost? Prints a table; nothing is asserted.
//
//   node search.bench.mjs KNOWLEDGE-BASE [SITE]
//
// The site (default: `site` in the knowledge base) has to be built. It is served from this machine. Bytes are those of gzip at its usual
// level. "index" is the manifest, blocks, facets, columns and sounds that a first question loads; "with hits" also the texts of ten hits;
// "pause" what is loaded when the reader has paused, so that all counts are right. The client is told apart, as are its parts.
import { readFileSync, readdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { launch, open } from "./lib/browser.mjs";
import { serve } from "./lib/static.mjs";

const QUERIES = [
  "公文", "签", "套红", "连接池", "公文管理系统", "连接池耗尽", "打印控件", "套红 页码", "登录 失败 证书", "附件 乱码 打印", "ORA-04228", "ora-042", "0x80A573A3", "10.12.5.11", "timeout", "error", "t",
  "gongwen", "gwgl", "chongqi", "CPU使用率", "90%", "，", "系统:公文 登录", "类型:故障 登录", "月份:2023-09 登录", "从:2023-09-18 登录", "怎么老是打不开附件啊", "連接池", "龘龘",
];
const ROUNDS = 40, LITERALS = 1000, STRETCHES = 40, LIMIT = { index: 20, requests: 6, hits: 60, warm: 20 };

const [root, built] = process.argv.slice(2);
if (!root) throw new Error("node search.bench.mjs KNOWLEDGE-BASE [SITE]");
const site = resolve(built ?? join(root, "site"));
const assets = join(site, "assets");
const packed = new Map();

function files(folder) {
  return readdirSync(folder, { recursive: true }).map((name) => join(folder, name)).filter((path) => statSync(path).isFile());
}

function gzip(path) {
  if (!packed.has(path)) packed.set(path, gzipSync(readFileSync(path)).length);
  return packed.get(path);
}

function kb(bytes) {
  return (bytes / 1024).toFixed(1);
}

function sum(numbers) {
  return numbers.reduce((all, number) => all + number, 0);
}

function percentile(times, share) {
  return [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))];
}

function sizes() {
  const named = (pattern) => files(assets).filter((path) => pattern.test(path.slice(assets.length + 1)));
  const client = (name) => gzip(named(new RegExp(`^${name}\\.[0-9a-f]+\\.js$`))[0]);
  const manifest = readFileSync(join(assets, "shards.js"), "utf8");
  const table = gzipSync(JSON.parse(manifest.slice(manifest.indexOf("{"), manifest.lastIndexOf("}") + 1)).fold).length;
  const parts = { search: client("search"), table, dialog: client("dialog"), marks: client("marks"), page: client("search-page") };
  const text = sum(files(join(root, "content")).filter((path) => path.endsWith(".md")).map((path) => statSync(path).size));
  const plain = (pattern) => sum(named(pattern).map((path) => statSync(path).size));
  const [index, chunks] = [plain(/^shards\.[0-9a-f]+\/(?!d\d)/), plain(/^shards\.[0-9a-f]+\/d\d/)];
  console.log(`client, KB gzip: ${Object.entries(parts).map(([name, bytes]) => `${name} ${kb(bytes)}`).join(", ")}`);
  console.log(`  to search in the dialog ${kb(parts.search + table + parts.dialog)}, on the page ${kb(parts.search + table + parts.page)}, to mark ${kb(parts.search + table + parts.marks)}, all ${kb(sum(Object.values(parts)))}`);
  console.log(`text ${kb(text)} KB; index ÷ text ${(index / text).toFixed(2)}, texts for hits ÷ text ${(chunks / text).toFixed(2)}`);
}

/** What the first question of a reader loads. */
async function cold(browser, address, query) {
  const page = await open(browser);
  const loaded = { index: [], hits: [], pause: [] };
  let shown = false;
  page.on("requestfinished", (request) => {
    const path = decodeURIComponent(new URL(request.url()).pathname).replace(/^\/kb\//, "");
    if (!/^assets\/shards/.test(path)) return;
    const kind = shown ? "pause" : /\/d\d+\.js$/.test(path) ? "hits" : "index";
    loaded[kind].push(gzip(join(site, path)));
  });
  await page.goto(`${address}search/?q=${encodeURIComponent(query)}`);
  const status = page.locator("#search-status").filter({ hasText: /找到|没有|found|No/ });
  await status.waitFor({ timeout: 60_000 });
  await page.waitForTimeout(150);
  shown = true;
  const said = (await status.innerText()).replace(/[^约about\d]/g, "");
  await page.waitForTimeout(1500);
  const now = (await status.innerText()).replace(/[^约about\d]/g, "");
  await page.context().close();
  return { loaded, said: said === now ? said : `${said} → ${now}` };
}

/** How long the same question takes when all is there. */
function warm(page, query) {
  return page.evaluate(async ([query, rounds]) => {
    const { casebook } = window;
    await casebook.search(casebook.store, query, [], 10);
    const times = [];
    for (let round = 0; round < rounds; round++) {
      const begun = performance.now();
      await casebook.search(casebook.store, query, [], 10);
      times.push(performance.now() - begun);
    }
    return times;
  }, [query, ROUNDS]);
}

/** Random stretches of one to six Han characters, each with the number of the record it is from. */
function stretches(page, count) {
  return page.evaluate(async (count) => {
    const { casebook } = window, found = [];
    await casebook.search(casebook.store, "公文", [], 1);
    let seed = 20230901;
    const random = (below) => (seed = (seed * 48271) % 2147483647) % below;
    while (found.length < count) {
      const number = random(casebook.store.docs), document = await casebook.store.document(number);
      const texts = [document.title, document.body, document.fields, document.code, ...document.headings, ...document.labels].filter(Boolean);
      const signs = Array.from(texts[random(texts.length)]), at = random(signs.length);
      const part = signs.slice(at, at + 1 + random(6)).join("");
      if (/^\p{Script=Han}+$/u.test(part)) found.push([part, number]);
    }
    return found;
  }, count);
}

/** Those of the stretches `all` that do not find their record. */
function lost(page, all) {
  return page.evaluate(async (all) => {
    const { casebook } = window, lost = [];
    for (const [part, number] of all) {
      const search = await casebook.search(casebook.store, part, [], 1);
      if (search.part || !search.wide.some((hit) => hit.doc === number) || (await search.prove(number)) === null) lost.push(part);
    }
    return lost;
  }, all);
}

const browser = await launch(), server = await serve(site);
try {
  sizes();
  const page = await open(browser);
  await page.goto(`${server.address}search/`);
  await page.waitForFunction(() => window.casebook?.store);
  const all = [];
  console.log("\nrequests  index KB  with hits KB  pause KB  warm p50 ms  p95 ms  found  question");
  for (const query of QUERIES) {
    const { loaded, said } = await cold(browser, server.address, query), times = await warm(page, query);
    const index = sum(loaded.index), hits = index + sum(loaded.hits);
    all.push(...times);
    const over = [index > LIMIT.index * 1024, loaded.index.length > LIMIT.requests, hits > LIMIT.hits * 1024, percentile(times, 0.95) > LIMIT.warm];
    const cells = [String(loaded.index.length).padStart(8), kb(index).padStart(9), kb(hits).padStart(13), kb(sum(loaded.pause)).padStart(9), percentile(times, 0.5).toFixed(1).padStart(12), percentile(times, 0.95).toFixed(1).padStart(7)];
    console.log(`${cells.join(" ")}  ${said.padEnd(5)}  ${query}${over.includes(true) ? "  ← misses" : ""}`);
  }
  console.log(`\nwarm, all questions: p50 ${percentile(all, 0.5).toFixed(1)} ms, p95 ${percentile(all, 0.95).toFixed(1)} ms`);
  const taken = await stretches(page, LITERALS), unfound = await lost(page, taken);
  console.log(`${LITERALS} stretches of Han characters, over borders of words too: ${unfound.length} lost${unfound.length ? ` (${unfound.slice(0, 5).join(", ")})` : ""}`);
  const costs = [];
  for (const [part] of taken.slice(0, STRETCHES)) {
    const { loaded } = await cold(browser, server.address, part), index = sum(loaded.index);
    costs.push({ requests: loaded.index.length, index, hits: index + sum(loaded.hits) });
  }
  const told = (name, show) => [0.5, 0.9, 1].map((share) => show(percentile(costs.map((cost) => cost[name]), share))).join(" / ");
  console.log(`the first ${STRETCHES} of them cold, p50 / p90 / most: requests ${told("requests", String)}, index ${told("index", kb)} KB, with hits ${told("hits", kb)} KB`);
} finally {
  await browser.close();
  server.close();
}
