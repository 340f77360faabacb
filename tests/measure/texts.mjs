// What truly stands on the pages of a portal, read from its content folder and not from what was built of it; and queries
// of twelve kinds drawn from those texts. Folding is done here once more, in another way, so that a fault of the search's
// own folding shows.

import { readFileSync, readdirSync, statSync } from "node:fs";
import path from "node:path";

const PAIRS = { "〔": "(", "〕": ")", "[": "(", "]": ")", "【": "(", "】": ")", "{": "(", "}": ")", "“": '"', "”": '"', "‘": '"', "’": '"', "'": '"', "—": "-", "–": "-", "〇": "0" };

/** NFKC, small letters, one kind of brackets, quotes and dashes, no white space beside Chinese or marks. */
export function fold(text) {
  const plain = text.normalize("NFKC").toLowerCase().replace(/[〔〕[\]【】{}“”‘’'—–〇]/g, (c) => PAIRS[c]);
  return plain.replace(/\s+/g, " ").replace(/ ?([^a-z0-9 ]) ?/g, "$1").trim();
}

function* files(folder) {
  for (const name of readdirSync(folder).sort()) {
    const file = path.join(folder, name);
    if (statSync(file).isDirectory()) yield* files(file);
    else if (name.endsWith(".md")) yield file;
  }
}

function parts(text) {
  const found = /^---\n([\s\S]*?)\n---\n?([\s\S]*)$/.exec(text);
  return found ? [found[1], found[2]] : ["", text];
}

const value = (head, key) => new RegExp(`^\\s*${key}:[ \\t]*(.+)$`, "m").exec(head)?.[1].trim().replace(/^"(.*)"$/, "$1") ?? "";

/** Every page of a portal: its address, title, and folded texts. */
export function pages(portal, forms) {
  const content = path.join(portal, "content");
  const labels = Object.fromEntries(readdirSync(forms).filter((name) => /^\d+\.yaml$/.test(name)).map((name) => {
    const text = readFileSync(path.join(forms, name), "utf8");
    return [name.slice(0, -5), [...text.matchAll(/(?:label|caption|stub|corner): *"?([^",}\n]+)/g)].map((found) => found[1])];
  }));
  const names = new Map();
  const found = [];
  for (const file of files(content)) {
    const below = path.relative(content, file).split(path.sep).join("/");
    const [head, body] = parts(readFileSync(file, "utf8"));
    const folder = path.posix.dirname(below), name = path.posix.basename(below, ".md");
    const address = name === "agency" || name === "index" ? (folder === "." ? "" : `${folder}/`) : `${below.slice(0, -3)}/`;
    if (name === "agency") names.set(folder, value(head, "name"));
    found.push({ address, head, body, name, folder });
  }
  const portalName = value(readFileSync(path.join(portal, "portal.yaml"), "utf8"), "name");
  return found.map(({ address, head, body, name, folder }) => {
    let agency = folder;
    while (agency !== "." && !names.has(agency)) agency = path.posix.dirname(agency);
    const title = address === "" ? portalName : name === "agency" ? value(head, "name") : value(head, "title") || /^# (.*)$/m.exec(body)?.[1] || "";
    const keys = ["index_number", "document_number", "category", "topic", "genre", "short_name", "code", "office", "address", "postcode", "phone", "hours", "fax", "email"];
    const words = (/^keywords: *\[(.*)\]/m.exec(head)?.[1] ?? "").split(",").map((word) => word.trim());
    const texts = [title, names.get(agency) ?? "", ...keys.map((key) => inline(head, key)), ...words];
    texts.push(...body.split(/^#+ /m).flatMap((part, at) => (at ? [part.slice(0, part.indexOf("\n")), part.slice(part.indexOf("\n"))] : [part])).map(plain));
    if (name === "report") texts.push(...(labels[Number(folder.slice(-4)) >= 2021 ? "2021" : "2019"] ?? []));
    return { address, title, number: value(head, "document_number"), index: value(head, "index_number"), phone: inline(head, "phone"), agency: names.get(agency) ?? "", words: words.filter(Boolean), body: plain(body), folded: texts.filter(Boolean).map(fold).join("\n") };
  });
}

/** A value that stands on a line of its own or between braces. */
function inline(head, key) {
  return (value(head, key) || (new RegExp(`[{,] *${key}: *([^,}]+)`).exec(head)?.[1] ?? "")).replace(/^"|"$/g, "").trim();
}

function plain(markdown) {
  return markdown.replace(/^\s*(?:#+|[-*+>]|\d+\.)\s+/gm, "").replace(/\*\*|__|`/g, "").replace(/\|/g, " ").replace(/^[-: ]+$/gm, "").replace(/\[([^\]]*)\]\([^)]*\)/g, "$1");
}

/** The same numbers for the same seed (mulberry32). */
function random(seed) {
  let state = seed;
  return (most) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * most);
  };
}

/** Queries of twelve kinds, so many of each. */
export function queries(all, each, seed = 1) {
  const pick = random(seed);
  const one = (list) => list[pick(list.length)];
  const some = (has) => { for (let tries = 0; tries < 500; tries++) { const page = one(all); if (has(page)) return page; } return null; };
  const substring = (text, size) => {
    const clean = Array.from(text.replace(/\s+/g, ""));
    for (let tries = 0; tries < 100; tries++) {
      const at = pick(Math.max(1, clean.length - size)), part = clean.slice(at, at + size).join("");
      if (/^[\p{Script=Han}\d]+$/u.test(part) && /\p{Script=Han}/u.test(part)) return part;
    }
    return clean.slice(0, size).join("");
  };
  const body = () => some((page) => page.body.length > 60).body;
  const kinds = {
    "2 characters": () => substring(body(), 2),
    "3 characters": () => substring(body(), 3),
    "4 characters": () => substring(body(), 4),
    "5 to 8 characters": () => substring(body(), 5 + pick(4)),
    terms: () => one(some((page) => page.words.length).words),
    names: () => { const name = some((page) => page.agency).agency; return pick(2) ? name : substring(name, Math.min(name.length, 4 + pick(3))); },
    "document numbers": () => { const { number } = some((page) => page.number); return [number, number.replace("〔", "[").replace("〕", "]"), number.slice(number.indexOf("〔"))][pick(3)]; },
    telephones: () => { const phone = some((page) => page.phone)?.phone ?? "0564"; return [phone, phone.slice(-7), phone.slice(-6, -1), phone.slice(-4)][pick(4)]; },
    "Latin and numbers": () => { const { index } = some((page) => page.index); const from = pick(index.length - 6); return index.slice(from, from + 4 + pick(8)).replace(/^\W+|\W+$/g, ""); },
    "several terms": () => { const page = some((found) => found.body.length > 100 && found.words.length); return `${one(page.words)} ${substring(page.body, 2 + pick(2))}`; },
    titles: () => some((page) => page.title.length > 6).title,
    "single characters": () => substring(body(), 1)
  };
  return Object.entries(kinds).flatMap(([kind, make]) => Array.from({ length: each }, () => ({ kind, q: make() })).filter((query) => query.q));
}
