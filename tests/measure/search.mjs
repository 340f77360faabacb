// Measures the search of a built portal in Chromium against what truly stands in its content folder.
//
//   cargo bench --bench build -- --pages 10000 --runs 1 --keep --out /tmp     makes portals and says where
//   npm ci && node search.mjs --portal PORTAL --site SITE [--each 32] [--seed 1] [--pagefind] [--slow] [--no-ranges]
//
// For each kind of query: recall (of the pages that hold the query, how many may be found), precision of the first page,
// how many counts were exact and right, bytes, requests and files of a query in a fresh browser, the time until its first
// results stand on the page, and the same for Pagefind, which indexes the built pages. --slow asks as a phone on a slow
// line does: 150 ms there and back, 1.6 Mbit/s, a quarter of the processor. --asked says of each query which files it asks.

import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { inflateSync } from "node:zlib";
import { chromium } from "playwright-core";
import { fold, pages, queries } from "./texts.mjs";

const { values: options } = parseArgs({
  options: {
    portal: { type: "string" }, site: { type: "string" }, each: { type: "string", default: "32" }, seed: { type: "string", default: "1" },
    pagefind: { type: "boolean" }, slow: { type: "boolean" }, "no-ranges": { type: "boolean" }, failures: { type: "boolean" }, asked: { type: "boolean" },
  },
});
const { portal, site } = options;
if (!portal || !site) {
  console.error("usage: node search.mjs --portal DIR --site DIR [--each 32] [--seed 1] [--pagefind] [--slow] [--no-ranges] [--failures] [--asked]");
  process.exit(2);
}
const TYPES = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".txt": "text/plain; charset=utf-8" };
const traffic = { bytes: 0, requests: 0, files: new Set() };

const server = createServer((request, response) => {
  const below = decodeURIComponent(new URL(request.url, "http://x").pathname).replace(/^\/zwgk\//, "");
  let file = path.join(site, below);
  if (below === "" || below.endsWith("/")) file = path.join(file, "index.html");
  if (!existsSync(file) || statSync(file).isDirectory()) return void response.writeHead(404).end();
  const range = options["no-ranges"] ? null : /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? "");
  let bytes = readFileSync(file);
  const head = { "Content-Type": TYPES[path.extname(file)] ?? "application/octet-stream", "Cache-Control": "max-age=3600" };
  if (!existsSync(path.join(site, "pagefind"))) head["Content-Security-Policy"] = "default-src 'self'";
  if (range) {
    head["Content-Range"] = `bytes ${range[1]}-${Math.min(range[2], bytes.length - 1)}/${bytes.length}`;
    bytes = bytes.subarray(Number(range[1]), Number(range[2]) + 1);
  }
  traffic.bytes += bytes.length;
  traffic.requests++;
  traffic.files.add(file);
  response.writeHead(range ? 206 : 200, head).end(bytes);
});
await new Promise((done) => server.listen(0, "127.0.0.1", done));
const url = `http://127.0.0.1:${server.address().port}/zwgk/`;
const reset = () => Object.assign(traffic, { bytes: 0, requests: 0, files: new Set() });

const truth = pages(portal, fileURLToPath(new URL("../../forms", import.meta.url)));
const asked = queries(truth, Number(options.each), Number(options.seed));
for (const query of asked) {
  const terms = query.q.split(/\s+/).map(fold).filter(Boolean);
  query.holds = new Set(truth.filter((page) => terms.every((term) => page.folded.includes(term))).map((page) => page.address));
}
const characters = truth.reduce((sum, page) => sum + page.folded.length, 0);
const bytes = truth.reduce((sum, page) => sum + Buffer.byteLength(page.folded), 0);
console.log(`${truth.length} pages of ${Math.round(characters / truth.length)} characters, ${asked.length} queries`);
weigh(bytes);

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: ["--headless", "--no-sandbox", "--disable-gpu"] });
await ours();
if (options.pagefind) await pagefind();
await browser.close();
server.close();

function weigh(text) {
  const folder = path.join(site, "search");
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && entry.name !== "index.html");
  const sizes = files.map((entry) => [path.join(entry.parentPath, entry.name), statSync(path.join(entry.parentPath, entry.name)).size]);
  const sum = (list) => list.reduce((all, [, size]) => all + size, 0);
  const records = sizes.filter(([name]) => path.basename(path.dirname(name)) === "v");
  const rest = sum(sizes) - sum(records);
  console.log(`text ${mb(text)} MB; index ${mb(rest)} MB (${(rest / text).toFixed(2)}), records ${mb(sum(records))} MB (${(sum(records) / text).toFixed(2)}); ` +
    `${sizes.length} files, the largest ${Math.max(...sizes.map(([, size]) => size))} bytes`);
}

async function fresh() {
  const context = await browser.newContext({ viewport: options.slow ? { width: 360, height: 740 } : { width: 1280, height: 800 } });
  const page = await context.newPage();
  page.on("pageerror", (error) => console.log(`page error: ${error.message}`));
  if (options.slow) {
    const session = await context.newCDPSession(page);
    await session.send("Network.enable");
    await session.send("Network.emulateNetworkConditions", { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 90_000 });
    await session.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  }
  return { context, page };
}

/** Waits until nothing has been asked for a moment. */
async function quiet() {
  for (let last = -1; last !== traffic.requests;) {
    last = traffic.requests;
    await new Promise((done) => setTimeout(done, options.slow ? 700 : 60));
  }
}

async function ours() {
  let start = null;
  const addresses = recorded();
  const { context, page } = await fresh();
  await page.goto(`${url}search/`);
  await page.waitForFunction(() => window.gongkaiSearch?.page);
  const built = new Set(addresses.flat());
  const missing = truth.filter((page) => !built.has(page.address));
  if (missing.length) console.log(`not in the index: ${missing.length}, ${missing.slice(0, 3).map((page) => page.address)}`);
  for (const query of asked) {
    const found = await page.evaluate(async (q) => {
      const { page: shown } = window.gongkaiSearch, index = await shown.current();
      const result = await shown.search({ q, sort: "fit", page: 1, filters: { a: [], y: [], k: [], t: [], v: [], f: [] } });
      const order = result.order.slice(0, result.order.length).map((place) => [index.blocks.indexOf(place.block), place.id]);
      return { order, sure: result.sure };
    }, query.q);
    const may = new Set(found.order.map(([block, id]) => addresses[block][id]));
    const hits = [...query.holds].filter((address) => may.has(address));
    query.recall = query.holds.size ? hits.length / query.holds.size : 1;
    query.wrong = found.sure && may.size !== query.holds.size;
    if (options.failures && (query.recall < 1 || query.wrong)) {
      console.log(query.kind, query.q, [...query.holds].filter((address) => !may.has(address)).slice(0, 2), [...may].filter((address) => !query.holds.has(address)).slice(0, 2));
    }
  }
  await context.close();

  for (const query of asked) {
    const { context, page } = await fresh();
    reset();
    await page.goto(`${url}search/`);
    await page.waitForFunction(() => window.gongkaiSearch?.page);
    await page.evaluate(() => window.gongkaiSearch.page.current());
    await page.evaluate(() => window.gongkaiSearch.page.more());
    await quiet();
    start ??= { bytes: traffic.bytes, requests: traffic.requests, data: 0 };
    const scripts = [...traffic.files].filter((file) => file.includes(`${path.sep}search${path.sep}`) && !file.endsWith(".html"));
    start.data = scripts.reduce((sum, file) => sum + statSync(file).size, 0);
    reset();
    const shown = await page.evaluate(async (q) => {
      const from = performance.now(), list = document.getElementById("search-results"), status = document.getElementById("search-status");
      const seen = new Promise((done) => {
        const look = () => { if (list.children.length || /没有|请/.test(status.textContent)) done(performance.now()); };
        new MutationObserver(look).observe(document.getElementById("main"), { childList: true, subtree: true, characterData: true });
      });
      window.gongkaiSearch.page.go({ q });
      const at = await Promise.race([seen, new Promise((done) => setTimeout(() => done(NaN), 20000))]);
      await new Promise((done) => setTimeout(done, 0));
      return { ms: at - from, status: status.textContent, links: Array.from(list.querySelectorAll("a.title"), (a) => a.getAttribute("href")) };
    }, query.q);
    // What the filters fetch for their counts afterwards is theirs.
    Object.assign(query, { ms: shown.ms, bytes: traffic.bytes, requests: traffic.requests, files: traffic.files.size });
    query.kinds = [/\/p\d+\.bin$/, /\/l\d+\.bin$/, /\/v\/[^/]+$/].map((kind) => [...traffic.files].filter((file) => kind.test(file)).length);
    if (options.asked) {
      const others = query.files - query.kinds.reduce((sum, count) => sum + count, 0);
      console.log([query.kind, query.q, `${query.files} files: dictionary ${query.kinds[0]}, lists ${query.kinds[1]}, records ${query.kinds[2]}, others ${others}`, `${kb(query.bytes)} KB`, query.holds.size, shown.status].join("  "));
    }
    const first = shown.links.map((link) => link.replace(/^\/zwgk\//, "").replace(/#.*$/, ""));
    const right = first.filter((address) => query.holds.has(address)).length;
    query.precision = first.length ? right / first.length : 1;
    query.shown = first.length === Math.min(10, query.holds.size);
    const count = /共 (\d+) 条/.exec(shown.status);
    query.exact = count ? Number(count[1]) === query.holds.size : null;
    if (options.failures && (query.precision < 1 || !query.shown || query.exact === false)) {
      console.log(query.kind, query.q, shown.status, query.holds.size, first.filter((address) => !query.holds.has(address)).slice(0, 2));
    }
    await context.close();
  }
  console.log(`gongkai: start ${kb(start.bytes)} KB in ${start.requests} requests, of them the index ${kb(start.data)} KB`);
  table();
}

/** The address of each document of each block, read as docs/search.md describes the files. */
function recorded() {
  const folder = path.join(site, "search");
  const whole = (name) => {
    const pieces = [];
    for (let number = 0; existsSync(path.join(folder, `${name}${number}.bin`)); number++) pieces.push(readFileSync(path.join(folder, `${name}${number}.bin`)));
    return Buffer.concat(pieces);
  };
  const blocks = readFileSync(path.join(folder, "index.txt"), "utf8").split("\n").filter((line) => line.startsWith("block ")).map((line) => line.split(" ")[1]);
  return blocks.map((block) => {
    const lines = inflateSync(whole(`${block}/m`)).toString().split("\n");
    const unit = Number(lines[0].split(" ")[1]), words = lines[2].trim().split(" "), units = lines[3].trim().split(" ").map(Number);
    const own = [];
    for (let i = 0; i < words.length; i += 2) {
      const bytes = whole(`v/${words[i]}-`);
      for (let at = 0; at < bytes.length; at += units[own.length - 1] * unit) {
        const record = bytes.subarray(at, at + units[own.length] * unit);
        own.push(/^u(.*)$/m.exec(inflateSync(record.subarray(2, record.length - record.readUInt16BE(0))).toString())[1]);
      }
    }
    return own;
  });
}

async function pagefind() {
  const folder = path.join(site, "pagefind");
  const from = Date.now();
  execFileSync(fileURLToPath(new URL("node_modules/.bin/pagefind", import.meta.url)), ["--site", site, "--force-language", "zh"], { stdio: "ignore", maxBuffer: 1 << 26 });
  console.log(`Pagefind: index made in ${((Date.now() - from) / 1000).toFixed(1)} s`);
  for (const query of asked) {
    const { context, page } = await fresh();
    await page.goto(`${url}404.html`);
    const shown = await (async () => {
      await page.evaluate(async () => { window.pf = await import("/zwgk/pagefind/pagefind.js"); await window.pf.options({ baseUrl: "/zwgk/" }); await window.pf.init(); });
      await quiet();
      reset();
      return page.evaluate(async (q) => {
        const from = performance.now();
        const found = await window.pf.search(q);
        const first = await Promise.all(found.results.slice(0, 10).map((result) => result.data()));
        return { ms: performance.now() - from, first: first.map((data) => data.url), count: found.results.length, all: found.results.length <= 400 ? (await Promise.all(found.results.map((result) => result.data()))).map((data) => data.url) : null };
      }, query.q);
    })();
    const clean = (list) => list.map((address) => address.replace(/^\/zwgk\//, "").replace(/^\//, ""));
    const all = shown.all && new Set(clean(shown.all));
    query.recall = all ? (query.holds.size ? [...query.holds].filter((address) => all.has(address)).length / query.holds.size : 1) : null;
    const first = clean(shown.first);
    Object.assign(query, { ms: shown.ms, bytes: traffic.bytes, requests: traffic.requests, files: traffic.files.size, precision: first.length ? first.filter((address) => query.holds.has(address)).length / first.length : 1, exact: null, wrong: false, shown: true });
    await context.close();
  }
  rmSync(folder, { recursive: true });
  table();
}

function kb(count) { return (count / 1000).toFixed(1); }
function mb(count) { return (count / 1e6).toFixed(1); }
function quantile(list, share) {
  const sorted = [...list].sort((a, b) => a - b);
  return sorted.length ? sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] : 0;
}

function table() {
  const row = (name, list) => {
    const mean = (of) => { const known = list.map(of).filter((value) => value !== null); return known.length ? (known.reduce((sum, value) => sum + value, 0) / known.length).toFixed(4) : "     –"; };
    const exact = list.filter((query) => query.exact !== null);
    console.log([
      name.padEnd(20), String(list.length).padStart(5), mean((q) => q.recall), mean((q) => q.precision),
      `${exact.filter((q) => q.exact && !q.wrong).length}/${exact.length}`.padStart(8), `${list.filter((q) => q.shown).length}`.padStart(6),
      `${kb(quantile(list.map((q) => q.bytes), 0.5))}/${kb(quantile(list.map((q) => q.bytes), 0.95))}`.padStart(13),
      `${quantile(list.map((q) => q.requests), 0.5)}/${quantile(list.map((q) => q.requests), 0.95)}`.padStart(9),
      `${quantile(list.map((q) => q.files), 0.5)}/${quantile(list.map((q) => q.files), 0.95)}`.padStart(9),
      `${quantile(list.map((q) => q.ms), 0.5).toFixed(0)}/${quantile(list.map((q) => q.ms), 0.95).toFixed(0)}`.padStart(9),
      [0, 1, 2].map((kind) => String(quantile(list.map((q) => q.kinds?.[kind] ?? 0), 0.95)).padStart(4)).join(""),
    ].join("  "));
  };
  console.log("kind                  many  recall  precis  exact/of   full   KB p50/p95  requests      files    ms p50/p95  files p95: dictionary, lists, records");
  for (const kind of new Set(asked.map((query) => query.kind))) row(kind, asked.filter((query) => query.kind === kind));
  row("all", asked);
}
