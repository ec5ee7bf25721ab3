// One page of each sort, as paths in the knowledge base after `build`.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { firstPage } from "./knowledge.mjs";

export function pages(root) {
  return {
    home: "site/index.html",
    fault: firstPage(root, "faults"),
    inspection: firstPage(root, "inspections"),
    manual: "site/manuals/gwgl/user-manual.html",
    system: "site/systems/gwgl.html",
    list: "site/faults/index.html",
    month: "site/months/2023-09.html",
    report: report(root),
    search: "site/search/index.html",
  };
}

function report(root) {
  const folder = "reports/2023-09";
  const html = readdirSync(join(root, folder)).find((name) => name.endsWith(".html"));
  if (!html) throw new Error(`${folder} holds no page`);
  return `${folder}/${html}`;
}
