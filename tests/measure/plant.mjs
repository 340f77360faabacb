// Measures the checks of words: plants leaks, leftovers and wrong figures into made-up texts, and traps that look like
// them, and counts by code how many are found and how much is found that is none.
//
//   cargo build --release && node tests/measure/plant.mjs [--gongkai PROGRAM] [--each 8] [--seed 1] [--failures] [--keep DIR]
//
// Each planted thing has a document of its own, so a miss and a false alarm name their text: --failures prints them. What
// is drawn hangs on the seed alone. Needs nothing but Node.

import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { bodies } from "./plant-bodies.mjs";
import { docx, xlsx } from "./plant-files.mjs";
import { OTHERS, SENTENCES, figures, yaml } from "./plant-reports.mjs";
import { CARRIERS, leaks, traps } from "./plant-texts.mjs";

const { values: options } = parseArgs({
  options: { gongkai: { type: "string" }, each: { type: "string", default: "8" }, seed: { type: "string", default: "1" }, failures: { type: "boolean" }, keep: { type: "string" } },
});
const here = path.dirname(fileURLToPath(import.meta.url));
const program = path.resolve(options.gongkai ?? path.join(here, "../../target/release/gongkai"));

/** mulberry32: small, and the same everywhere. */
let state = Number(options.seed) >>> 0;
const chance = () => {
  state = (state + 0x6d2b79f5) >>> 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
};
const whole = (from, to) => from + Math.floor(chance() * (to - from + 1));
const pick = (list) => list[whole(0, list.length - 1)];
const draw = { pick, whole };

const root = options.keep ?? mkdtempSync(path.join(tmpdir(), "gongkai-plant-"));
const write = (name, text) => {
  const file = path.join(root, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
};
write("portal.yaml", "name: 示例县政府信息公开平台\nbase_url: https://example.gov.cn/\nchecks: {S201: off, S202: off}\n");
write("content/shili/agency.md", "---\nname: 示例县人民政府办公室\n---\n");

/** What is expected of each document, by where it stands: a code, or nothing. */
const expected = new Map();

function item(name, code, kind, planted) {
  const paragraphs = pick(CARRIERS).split("\n\n");
  if (planted.text) paragraphs.splice(whole(0, paragraphs.length), 0, planted.text);
  const folder = `content/shili/2024/${name}`;
  const files = [];
  const put = (file, bytes) => (write(`${folder}/${file}`, bytes), files.push(file));
  if (planted.csv) put("list.csv", planted.csv);
  if (planted.docx) put("list.docx", docx(planted.docx));
  if (planted.xlsx) put("list.xlsx", xlsx(planted.xlsx));
  if (planted.file) put(planted.file, "%PDF-1.4\n");
  const links = files.map((file) => `[附件](${name}/${file})`);
  const front = ["---", `title: ${planted.title ?? `关于第${expected.size + 1}号事项的公告`}`, "published: 2024-05-06", ...(planted.front ? [planted.front] : []), "---"];
  write(`${folder}.md`, `${[...front, ...paragraphs, ...links].join("\n\n").replace("---\n\ntitle", "---\ntitle").replace(/\n\n(published|extra)/g, "\n$1").replace(/\n\n---/, "\n---")}\n`);
  expected.set(folder, { code, kind, text: Object.values(planted).join(" ") });
}

const SECTIONS = ["二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况", "四、政府信息公开行政复议、行政诉讼情况", "五、存在的主要问题及改进情况", "六、其他需要报告的事项"];

function report(name, code, kind, f, words) {
  const folder = `content/${name}`;
  write(`${folder}/agency.md`, "---\nname: 示例市示例局\nkind: department\n---\n");
  const page = (year, words) => `---\ndate: ${year + 1}-01-20\npublished: ${year + 1}-01-20\n---\n\n# 一、总体情况\n\n${words}\n\n${SECTIONS.map((title) => `# ${title}\n`).join("\n")}`;
  write(`${folder}/2022/report.md`, page(2022, "总体平稳。"));
  write(`${folder}/2022/report.yaml`, yaml(f, true));
  write(`${folder}/2023/report.md`, page(2023, words));
  write(`${folder}/2023/report.yaml`, yaml(f));
  expected.set(folder, { code, kind, text: words });
}

let number = 0;
for (let round = 0; round < Number(options.each); round++) {
  for (const [code, make] of leaks(draw)) {
    const planted = make();
    if (planted.report) report(`d${++number}`, code, "planted", figures(draw), planted.text);
    else item(`d${++number}`, code, "planted", planted);
  }
  for (const make of traps(draw)) item(`d${++number}`, null, "trap", { text: make() });
  for (const carrier of CARRIERS) item(`d${++number}`, null, "trap", { text: carrier.split("\n\n")[0] });
  for (const [code, key, say] of SENTENCES) {
    const f = figures(draw);
    const others = () => [pick(OTHERS), pick(OTHERS)];
    report(`r${++number}`, code, "planted", f, [...others(), say(f, f[key] + whole(1, 3))].join("\n\n"));
    report(`r${++number}`, null, "right", f, [...others(), say(f, f[key])].join("\n\n"));
  }
}

// Whole bodies have a portal of their own, in which copies are looked for.
write("bodies/portal.yaml", "name: 示例市政府信息公开平台\nbase_url: https://example.gov.cn/zwgk/\nchecks: {A201: off, T401: off, R302: off}\n");
for (let round = 0; round < Number(options.each); round++) {
  for (const [code, make] of bodies(draw)) {
    const made = [make(2 * ++number)].flat();
    made.forEach((files, at) => {
      const folder = `b${number}x${at}`;
      for (const [name, text] of Object.entries(files)) if (name !== "f") write(`bodies/content/${folder}/${name}`, text);
      // Of two that are alike the later is the copy.
      const copy = at === made.length - 1;
      expected.set(`content/${folder}`, { code: copy ? code : null, kind: code && copy ? "planted" : "body", text: `${code} ${folder} ${String(make).slice(0, 160)}` });
    });
  }
}

/** What the program finds in a portal: every finding as it says it. */
function findings(portal, more) {
  const args = ["--root", portal, "check", "--format", "json", ...more];
  try {
    return execFileSync(program, args, { encoding: "utf8", maxBuffer: 2 ** 30 });
  } catch (failed) {
    if (failed.status !== 1) throw failed;
    return failed.stdout;
  }
}
const lines = findings(root, []) + findings(path.join(root, "bodies"), ["--as-of", "2024-03-15"]);
const found = new Map();
for (const line of lines.split("\n").filter(Boolean)) {
  const finding = JSON.parse(line);
  if (!/^(X|S|R|L)/.test(finding.code ?? "") || (/^[RL]/.test(finding.code) && !/^content\/b\d/.test(finding.path))) continue;
  const parts = finding.path.split("/");
  const folder = parts[1] === "shili" ? parts.slice(0, 4).join("/").replace(/\.md$/, "") : parts.slice(0, 2).join("/");
  found.set(folder, [...(found.get(folder) ?? []), finding]);
}

const codes = new Map();
const of = (code) => codes.get(code) ?? codes.set(code, { planted: 0, found: 0, alarms: 0 }).get(code);
let clean = 0;
for (const [folder, { code, kind, text }] of expected) {
  const here = found.get(folder) ?? [];
  if (kind === "planted") {
    of(code).planted++;
    const hit = here.some((finding) => finding.code === code || (code === "X107" && finding.code.startsWith("X10")) || (code === "S401" && finding.code === "S404"));
    of(code).found += hit ? 1 : 0;
    if (!hit && options.failures) console.log(`missed ${code}: ${JSON.stringify(text)}`);
  } else clean++;
  for (const finding of here) {
    // A planted number may be more than one thing; what is no kin of it is a false alarm all the same.
    const kin = kind === "planted" && (finding.code[0] === code[0]);
    if (kin) continue;
    of(finding.code).alarms++;
    if (options.failures) console.log(`false ${finding.code} ${finding.path}:${finding.line}: ${finding.message} ${JSON.stringify(text)}`);
  }
}
console.log("code   planted  found  recall  false alarms");
let [planted, hits, alarms] = [0, 0, 0];
for (const [code, count] of [...codes].sort(([a], [b]) => a.localeCompare(b))) {
  planted += count.planted;
  hits += count.found;
  alarms += count.alarms;
  const recall = count.planted ? `${((100 * count.found) / count.planted).toFixed(1)}%` : "–";
  console.log(`${code}   ${String(count.planted).padStart(7)}  ${String(count.found).padStart(5)}  ${recall.padStart(6)}  ${String(count.alarms).padStart(12)}`);
}
console.log(`all    ${String(planted).padStart(7)}  ${String(hits).padStart(5)}  ${`${((100 * hits) / planted).toFixed(1)}%`.padStart(6)}  ${String(alarms).padStart(12)}`);
console.log(`${expected.size} documents, ${clean} of them without anything planted: ${((100 * alarms) / expected.size).toFixed(2)} false alarms per hundred documents`);
if (!options.keep) rmSync(root, { recursive: true });
