// How long it takes from saving a figure to seeing it in the preview, and what the preview costs in memory.
//
//   node tests/measure/serve.mjs --portal FOLDER [--program target/release/gongkai] [--edits 10] [--more 0]
//
// The portal is changed and put back: give it one that was made up (`cargo bench --bench build -- --pages 10000 --keep`).
import { spawn } from "node:child_process";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const here = path.dirname(fileURLToPath(import.meta.url));
const { values } = parseArgs({
  options: {
    portal: { type: "string" },
    program: { type: "string", default: path.join(here, "../../target/release/gongkai") },
    edits: { type: "string", default: "10" },
    more: { type: "string", default: "0" },
  },
});
if (!values.portal) {
  console.error("Name a portal with --portal FOLDER.");
  process.exit(2);
}
const content = path.join(values.portal, "content");
const report = readdirSync(content, { recursive: true }).sort().find((entry) => /(^|\/)2024\/report\.yaml$/.test(entry));
if (!report) {
  console.error(`${content} holds no report of 2024.`);
  process.exit(2);
}
const file = path.join(content, report);
const before = readFileSync(file, "utf8");
const figure = /^( *licensing: *)(\d+)/m;

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
const ms = (from) => Number(process.hrtime.bigint() - from) / 1e6;

/** Starts a preview; resolves when it answers. */
async function start() {
  const began = process.hrtime.bigint();
  const child = spawn(values.program, ["--root", values.portal, "--lang", "en", "serve", "--port", "0"], { stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  const address = await new Promise((resolve, reject) => {
    child.stderr.on("data", (bytes) => {
      said = (said + bytes).slice(-100_000);
      const found = /Preview: (\S+)/.exec(said);
      if (found) resolve(found[1]);
    });
    child.on("exit", (code) => reject(new Error(`the preview ended with ${code}: ${said}`)));
  });
  const page = `${address}${report.replace(/\.yaml$/, "/")}`;
  await (await fetch(page)).text();
  return { child, page, took: ms(began) };
}

function resident(child) {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))[1]) / 1024;
  } catch {
    return NaN;
  }
}

/** Saves another figure and asks for the page until it shows it. */
async function edit(page, value) {
  const began = process.hrtime.bigint();
  writeFileSync(file, before.replace(figure, (_, key) => key + value));
  const cell = new RegExp(`id="disclosure\\.licensing\\.[^"]*"[^>]*>\\s*${value}\\b`);
  for (;;) {
    if (cell.test(await (await fetch(page)).text())) return ms(began);
    if (ms(began) > 60_000) throw new Error(`${value} was not shown within a minute`);
    await sleep(1);
  }
}

async function quiet(child) {
  // The index follows the pages; an edit in the midst of it would be measured with it.
  const ticks = () => readFileSync(`/proc/${child.pid}/stat`, "utf8").split(" ").slice(13, 15).map(Number).reduce((a, b) => a + b);
  for (let last = -1; ; ) {
    const now = ticks();
    if (now === last) return;
    last = now;
    await sleep(200);
  }
}

let running = await start();
running.child.kill("SIGINT");
await new Promise((resolve) => running.child.on("exit", resolve));
running = await start();
console.log(`start with a warm folder      ${running.took.toFixed(0)} ms`);
try {
  await quiet(running.child);
  const times = [];
  for (let at = 0; at < Number(values.edits); at++) {
    times.push(await edit(running.page, 100_001 + at));
    await quiet(running.child);
  }
  console.log(`save to served, median of ${times.length}  ${median(times).toFixed(0)} ms (${Math.min(...times).toFixed(0)} to ${Math.max(...times).toFixed(0)})`);
  const first = resident(running.child);
  for (let at = 0; at < Number(values.more); at++) await edit(running.page, 200_001 + at);
  console.log(`memory                        ${first.toFixed(0)} MB; after ${values.more} more edits ${resident(running.child).toFixed(0)} MB`);
} finally {
  writeFileSync(file, before);
  running.child.removeAllListeners("exit");
  running.child.kill("SIGINT");
}
