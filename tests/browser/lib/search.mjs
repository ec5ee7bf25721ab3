// The search of the browser without a browser: its scripts in a world of their own, with the table of a program's site.
import { readFileSync, readdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { createContext, runInContext } from "node:vm";

export const REPOSITORY = resolve(dirname(fileURLToPath(import.meta.url)), "../../..");

/** What the scripts of the built site at `site` offer. */
export function casebook(site) {
  const world = createContext({ console, TextEncoder, Intl });
  const assets = join(site, "assets");
  const script = readdirSync(assets).find((name) => /^search\.[0-9a-f]+\.js$/.test(name));
  runInContext(readFileSync(join(assets, script), "utf8"), world);
  world.casebookShards = (manifest) => world.casebook.readTable(manifest.fold);
  runInContext(readFileSync(join(assets, "shards.js"), "utf8"), world);
  return world.casebook;
}

export function vectors() {
  return JSON.parse(readFileSync(join(REPOSITORY, "tests/vectors/terms.json"), "utf8"));
}
