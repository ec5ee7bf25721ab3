// A Chromium of the system's, closed to everything but this machine.
import assert from "node:assert/strict";
import { chromium } from "playwright-core";
import { execFileSync } from "node:child_process";

const NAMES = ["chromium", "chromium-browser", "google-chrome"];
const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** A narrow screen. */
export const TELEPHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true };

function executable() {
  for (const name of NAMES) {
    try {
      return execFileSync("sh", ["-c", `command -v ${name}`], { encoding: "utf8" }).trim();
    } catch {
      // The next name, then.
    }
  }
  throw new Error(`no browser: install one of ${NAMES.join(", ")}`);
}

export function launch() {
  return chromium.launch({ executablePath: executable(), args: FLAGS });
}

/**
 * A page that keeps what went wrong on it: `faults` holds requests that leave this machine, requests that failed,
 * scripts that threw, and refusals by the content security policy.
 */
export async function open(browser, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "zh-CN", ...options });
  const page = await context.newPage();
  page.faults = [];
  page.on("request", (request) => {
    const url = new URL(request.url());
    const local = ["file:", "data:", "blob:"].includes(url.protocol) || ["127.0.0.1", "localhost"].includes(url.hostname);
    if (!local) page.faults.push(`left the machine: ${url}`);
  });
  page.on("requestfailed", (request) => {
    const reason = request.failure()?.errorText ?? "";
    if (reason !== "net::ERR_ABORTED") page.faults.push(`${reason}: ${request.url()}`);
  });
  page.on("pageerror", (error) => page.faults.push(`script: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error") page.faults.push(`console: ${message.text()}`);
  });
  return page;
}

/** How bright the page's background is, from 0 to 255. */
export function brightness(page) {
  return page.evaluate(() => {
    const colour = [document.body, document.documentElement]
      .map((element) => getComputedStyle(element).backgroundColor)
      .find((value) => !/^rgba\(.*, 0\)$/.test(value));
    const dot = new OffscreenCanvas(1, 1).getContext("2d");
    dot.fillStyle = colour ?? "white";
    dot.fillRect(0, 0, 1, 1);
    const [red, green, blue] = dot.getImageData(0, 0, 1, 1).data;
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  });
}

/** How many pixels wide the page is, what scrolls sideways included. */
export function width(page) {
  return page.evaluate(() => document.documentElement.scrollWidth);
}

/** Closes `page`, on which nothing may have gone wrong. */
export async function leave(page) {
  const { faults } = page;
  await page.context().close();
  assert.deepEqual(faults, []);
}
