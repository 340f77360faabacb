// The built portal as a browser meets it: served below /zwgk/ under a strict content policy, opened in Debian's Chromium.
// A page that says anything on the console, throws, or asks for something it does not get fails its test.

import assert from "node:assert/strict";
import { createReadStream, readdirSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";
import { after, before } from "node:test";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const REPOSITORY = fileURLToPath(new URL("../..", import.meta.url));

/** The folder under test. */
export const SITE = path.resolve(REPOSITORY, process.env.GONGKAI_SITE || "public");

const BASE = "/zwgk/";
const POLICY = "default-src 'self'";
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
const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".jpg": "image/jpeg",
  ".pdf": "application/pdf",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webp": "image/webp",
  ".woff2": "font/woff2",
  ".xml": "application/xml; charset=utf-8",
};

export const DESK = { width: 1440, height: 900 };
export const PHONE = { width: 360, height: 740 };
/** The paper inside the margins of an A4 page, 180 mm wide, in CSS pixels. */
export const PAPER = { width: 680, height: 1009 };

export const REPORT = "shili/caizheng/2024/report/";
export const REPORT_2019 = "shili/caizheng/2019/report/";

/** One page of each kind, and more of a kind where its parts differ. `kind` is the class on the page's body. */
export const PAGES = [
  { name: "home", kind: "home", at: "" },
  { name: "agency", kind: "agency", at: "shili/caizheng/" },
  { name: "government", kind: "agency", at: "yejiqu/" },
  { name: "agency-catalogue", kind: "agency_catalogue", at: "shili/bangongshi/catalogue/" },
  { name: "application", kind: "application", at: "shili/caizheng/application/" },
  { name: "application-form", kind: "application_form", at: "shili/caizheng/application/form/" },
  { name: "catalogue", kind: "catalogue", at: "catalogue/" },
  { name: "listing", kind: "listing", at: "catalogue/all/" },
  { name: "listing-behind", kind: "listing", at: "catalogue/all/2017-06-20/" },
  { name: "rollup", kind: "rollup", at: "shili/2024/rollup/" },
  { name: "search", kind: "search", at: "search/" },
  { name: "agency-with-bodies", kind: "agency", at: "shili/" },
  { name: "agency-year", kind: "agency_year", at: "shili/caizheng/2024/" },
  { name: "years", kind: "years", at: "years/" },
  { name: "year", kind: "year", at: "years/2024/" },
  { name: "year-sorted", kind: "year", at: "years/2024/by-new-received/" },
  { name: "report", kind: "report", at: REPORT },
  { name: "report-2019", kind: "report", at: REPORT_2019 },
  { name: "report-real", kind: "report", at: "yejiqu/rongmeiti/2022/report/" },
  { name: "report-marks", kind: "report", at: "shili/shizhen/2024/report/" },
  { name: "document", kind: "item", at: "shili/bangongshi/2023/qingli-jieguo/" },
  { name: "document-repealed", kind: "item", at: "shili/bangongshi/2018/shencha-banfa/" },
  { name: "document-table", kind: "item", at: "shili/shengtai/2024/kongqi-nianbao/" },
  { name: "guide", kind: "guide", at: "yejiqu/rongmeiti/guide/" },
  { name: "rule", kind: "rule", at: "yejiqu/rules/banli-shixian/" },
  { name: "about", kind: "plain", at: "about/" },
  { name: "404", kind: "not_found", at: "404.html" },
];

/** The kinds of page that the portal really holds. */
export function kindsBuilt() {
  const kinds = new Set();
  for (const entry of readdirSync(SITE, { recursive: true })) {
    if (!entry.endsWith(".html")) continue;
    const kind = /<body[^>]* class="page-([^" ]+)/.exec(readFileSync(path.join(SITE, entry), "utf8"));
    if (kind) kinds.add(kind[1]);
  }
  return [...kinds].sort();
}

/** Starts the browser: each time with a new, empty profile of its own, which it removes at the end. */
export function launch() {
  const installed = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"].find(isFile);
  return chromium.launch({ executablePath: process.env.CHROMIUM || installed, args: FLAGS });
}

/** Serves the portal and starts a browser around the tests of a file. */
export function portal() {
  const it = {};
  before(async () => {
    assert.ok(isFile(path.join(SITE, "index.html")), `no portal in ${SITE}: build one, or name its folder in GONGKAI_SITE`);
    it.server = createServer(answer);
    await new Promise((resolve) => it.server.listen(0, "127.0.0.1", resolve));
    it.origin = `http://127.0.0.1:${it.server.address().port}`;
    it.url = it.origin + BASE;
    it.browser = await launch();
  });
  after(async () => {
    await it.browser?.close();
    it.server?.closeAllConnections();
    await new Promise((resolve) => (it.server ? it.server.close(resolve) : resolve()));
  });

  /** Gives `visit` a page with a profile of its own, then fails if that page complained. `expected` names the complaints to come,
   *  or as patterns those to allow. */
  it.open = async (options, visit, { expected = [] } = {}) => {
    const context = await it.browser.newContext({ locale: "zh-CN", viewport: DESK, ...options });
    const complaints = [];
    context.on("page", (page) => listen(page, it.url, complaints));
    try {
      await visit(await context.newPage());
    } finally {
      // A request that a test answers by itself may still be on its way; what becomes of it matters to nobody now.
      await Promise.all(context.pages().map((page) => page.unrouteAll({ behavior: "ignoreErrors" })));
      await context.close();
    }
    const pattern = (one) => one instanceof RegExp;
    if (expected.length && expected.every(pattern)) {
      const rest = complaints.filter((complaint) => !expected.some((allowed) => allowed.test(complaint)));
      assert.deepEqual(rest, [], "the browser complained");
      return;
    }
    assert.deepEqual(complaints, expected, "the browser complained");
  };
  return it;
}

function listen(page, url, complaints) {
  page.on("console", (message) => complaints.push(`console ${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => complaints.push(`page error: ${error.message}`));
  page.on("requestfailed", (request) => {
    const reason = request.failure()?.errorText;
    // A page that is left takes its unfinished requests (the icon) with it.
    if (reason !== "net::ERR_ABORTED") complaints.push(`request failed: ${request.url()} ${reason}`);
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(url)) complaints.push(`request outside the portal: ${request.url()}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) complaints.push(`status ${response.status()}: ${response.url()}`);
  });
}

function answer(request, response) {
  const address = new URL(request.url, "http://portal").pathname;
  const file = fileAt(address);
  response.setHeader("Content-Security-Policy", POLICY);
  response.setHeader("X-Content-Type-Options", "nosniff");
  if (file && statSync(file).isDirectory()) {
    response.writeHead(301, { Location: `${address}/` }).end();
  } else if (file) {
    send(response, 200, file, request.headers.range);
  } else {
    send(response, 404, path.join(SITE, "404.html"));
  }
}

/** The file or folder that an address names: a folder's own address ends in a slash and stands for its index.html. */
function fileAt(address) {
  if (!address.startsWith(BASE)) return null;
  const below = decodeURIComponent(address.slice(BASE.length));
  const file = path.join(SITE, below === "" || below.endsWith("/") ? `${below}index.html` : below);
  if (!file.startsWith(SITE + path.sep)) return null;
  return statSync(file, { throwIfNoEntry: false }) ? file : null;
}

function send(response, status, file, range) {
  response.setHeader("Content-Type", TYPES[path.extname(file)] || "application/octet-stream");
  const wanted = /^bytes=(\d+)-(\d+)$/.exec(range || "");
  if (!wanted) {
    response.writeHead(status);
    createReadStream(file).pipe(response);
    return;
  }
  const { size } = statSync(file);
  const [start, end] = [Number(wanted[1]), Math.min(Number(wanted[2]), size - 1)];
  response.writeHead(206, { "Content-Range": `bytes ${start}-${end}/${size}` });
  createReadStream(file, { start, end }).pipe(response);
}

function isFile(file) {
  return statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
}

/** Presses the switch for the size of text and waits until it holds. */
export async function chooseSize(page, size) {
  await page.locator(`#display button[data-size="${size}"]`).click();
  await page.locator(`html[data-text-size="${size}"]`).waitFor({ state: "attached" });
}

/** Presses the switch for 长者模式 or for high contrast and waits until it holds. */
export async function toggle(page, what) {
  await page.locator(`#display button[data-toggle="${what}"]`).click();
  await page.locator(`html[data-${what}="on"]`).waitFor({ state: "attached" });
}
