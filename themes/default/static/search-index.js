// Finds documents in the index that the program writes below /search/: what folds alike is found alike, pieces are asked
// for by ranges, and what is shown has been looked up in the text itself. docs/search.md describes the files;
// src/search/fold.rs and gram.rs fold and cut in the same way, and tests/cases/tokens.json holds both to it.
(function () {
  "use strict";
  const PIECE = 65536;
  const FORMAT = "gongkai-search 1";

  // Folding: see fold.rs.
  const KIN = {};
  function kin(to, from) { for (const c of from) KIN[c] = to; }
  kin("(", "[{〔【〖〘〚⟨⦅");
  kin(")", "]}〕】〗〙〛⟩⦆");
  kin("\"", "“”„‟‘’‚‛'「」『』〝〞〟«»");
  kin("-", "‐‑‒–—―−─━⸺");
  kin("0", "〇○◯");
  kin("·", "‧•・∙⋅");
  kin("~", "〜∼");
  kin("《", "〈⟪");
  kin("》", "〉⟫");
  kin("/", "⁄");
  const UNSEEN = /[\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e0fff}]/u;
  const SPACE = /[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;
  const variants = new Map();

  // The folded text, and for each of its units where in the text it comes from.
  function fold(text) {
    let out = "", gap = false, at = 0, spaced = false;
    const from = [];
    function push(c) {
      if (SPACE.test(c)) { gap = true; return; }
      const own = /[a-z0-9\u00c0-\u1fff]/.test(c);
      if (gap && own && spaced) { out += " "; from.push(at); }
      gap = false;
      spaced = own;
      out += c;
      for (let i = 0; i < c.length; i++) from.push(at);
    }
    for (const c of text) {
      if (c >= "\u4e00" && c <= "\u9fff") push(variants.get(c) || c);
      else if (/[a-z0-9]/.test(c)) push(c);
      else if (!UNSEEN.test(c)) {
        for (const part of c.normalize("NFKD").replace(/\p{M}/gu, "")) {
          for (const small of part.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "")) {
            push(KIN[small] || variants.get(small) || small);
          }
        }
      }
      at += c.length;
    }
    from.push(at);
    return { text: out, from: from };
  }

  function addVariants(pairs) {
    const all = Array.from(pairs);
    for (let i = 0; i + 1 < all.length; i += 2) variants.set(all[i], all[i + 1]);
  }

  // What a folded character is: "a" letter or digit, "w" Chinese and all others, "m" mark, " " space. See gram.rs.
  const MARK = /[\0-\xbf\xd7\xf7\u2000-\u2e7f\u3000-\u3004\u3008-\u3020\u3030\u303d-\u303f\ufe10-\ufe6f\uff00-\uffff\u{1f000}-\u{1faff}]/u;
  function kind(c) {
    return /[a-z0-9]/.test(c) ? "a" : c === " " ? " " : MARK.test(c) ? "m" : "w";
  }
  function unit(c) {
    const code = c.codePointAt(0);
    return code < 0xe000 || (code >= 0xf900 && code < 0x10000) ? c : String.fromCharCode(0xe100 + code % 0x1700);
  }

  // The grams that find a folded term, the most telling first, and whether one of them says it all.
  function plan(term) {
    const chars = Array.from(term), units = chars.map(unit);
    const kinds = chars.map(kind).join("");
    const own = units.join(""), plain = chars.every(function (c, i) { return c === units[i]; });
    if (plain && /^(w{1,2}|a{1,4}|wa|aw)$/.test(kinds)) return { grams: [own], whole: true };
    const grams = new Set();
    const number = /\((\d{4})\)([1-9]\d*)号/.exec(term);
    if (number && +number[1] && +number[2] < 0x8000) grams.add("\ue000" + String.fromCharCode(+number[1], +number[2]));
    const cut = function (i, n) { grams.add(units.slice(i, i + n).join("")); };
    // Runs of one kind are covered, their pieces lapping over as little as needed.
    for (const run of kinds.matchAll(/a+|w+/g)) {
      const end = run.index + run[0].length, size = run[0][0] === "a" ? 4 : 2;
      if (run[0].length <= size) cut(run.index, run[0].length);
      for (let i = run.index; i + size < end; i += size === 4 ? 3 : 2) cut(i, size);
      if (run[0].length > size) cut(end - size, size);
    }
    for (const join of kinds.matchAll(/aw|wa/g)) cut(join.index, 2);
    for (const over of kinds.matchAll(/a(?=ma)/g)) cut(over.index, 3);
    chars.forEach(function (c, i) { if (c === "%" && kinds[i - 1] === "a") cut(i - 1, 2); });
    // A single character beside others of its kind says nothing more.
    const list = Array.from(grams).filter(function (gram) { return gram.length > 1 || grams.size === 1; });
    return { grams: list.length ? list : Array.from(grams), whole: false };
  }

  // A file or a row of files is gone: there is a newer index.
  class Gone extends Error {}

  const asked = new Map();
  let base = "";

  async function ask(path, range) {
    for (let attempt = 0; ; attempt++) {
      try {
        const answer = await fetch(base + path, range ? { headers: { Range: "bytes=" + range } } : { cache: "no-cache" });
        if (answer.status === 404 || answer.status === 410 || answer.status === 416) throw new Gone(path);
        if (!answer.ok) throw new Error(path + ": " + answer.status);
        return { part: answer.status === 206, bytes: new Uint8Array(await answer.arrayBuffer()) };
      } catch (error) {
        if (error instanceof Gone || attempt === 2) throw error;
        await new Promise(function (done) { setTimeout(done, 400 * (attempt + 1)); });
      }
    }
  }

  // Bytes of one file. A host that sends all of it is believed, and not asked for that file again.
  async function piece(path, from, to) {
    const whole = asked.get(path);
    if (whole) return (await whole).subarray(from, to);
    const answer = await ask(path, from + "-" + (to - 1));
    if (!answer.part) asked.set(path, Promise.resolve(answer.bytes));
    const bytes = answer.part ? answer.bytes : answer.bytes.subarray(from, to);
    if (bytes.length !== to - from) throw new Gone(path);
    return bytes;
  }

  // Bytes of a row of files; the same are asked for once.
  function read(name, from, length) {
    const key = name + ":" + from + ":" + length;
    let found = asked.get(key);
    if (!found) {
      if (asked.size > 2000) asked.clear();
      const parts = [];
      for (let at = from; at < from + length;) {
        const number = Math.floor(at / PIECE), end = Math.min(from + length, (number + 1) * PIECE);
        parts.push(piece(name + number + ".bin", at - number * PIECE, end - number * PIECE));
        at = end;
      }
      found = parts.length === 1 ? parts[0] : Promise.all(parts).then(joined);
      asked.set(key, found);
      found.catch(function () { asked.delete(key); });
    }
    return found;
  }

  function joined(parts) {
    const out = new Uint8Array(parts.reduce(function (sum, part) { return sum + part.length; }, 0));
    let at = 0;
    for (const part of parts) { out.set(part, at); at += part.length; }
    return out;
  }

  async function inflate(bytes) {
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  }
  const utf8 = new TextDecoder();
  async function text(name, length) {
    return utf8.decode(await inflate(await read(name, 0, length)));
  }

  function numbers(line) { return line.trim().split(" ").map(Number); }

  async function open(address) {
    base = address;
    const lines = utf8.decode((await ask("index.txt")).bytes).split("\n");
    if (lines[0] !== FORMAT) throw new Error("index.txt: " + lines[0]);
    const index = { stamp: lines.join("\n"), total: 0, blocks: [] };
    for (const line of lines.slice(1)) {
      const word = line.split(" ");
      if (word[0] === "total") index.total = +word[1];
      else if (word[0] === "block") index.blocks.push({ name: word[1], all: +word[2], bytes: +word[3] });
      else if (word[0]) index[word[0]] = { name: word[1], bytes: +word[2] };
    }
    await Promise.all(index.blocks.map(describe));
    return index;
  }

  async function describe(block) {
    const lines = (await text(block.name + "/m", block.bytes)).split("\n");
    const sizes = numbers(lines[0]);
    block.page = sizes[0];
    block.columns = sizes[1];
    block.figures = sizes[2];
    block.firsts = lines[1].split("\t");
    block.pages = new Map();
    block.volumes = [];
    const words = lines[2].split(" ");
    for (let i = 0, first = 0; i + 1 < words.length; first += +words[i + 1], i += 2) {
      block.volumes.push({ name: words[i], first: first, count: +words[i + 1] });
    }
    block.ranked = +lines[3];
    if (!block.ranked) {
      block.units = numbers(lines[4]);
      block.ranks = ranks(lines[5]);
    }
  }

  function ranks(line) {
    let last = 65535;
    return numbers(line).map(function (step) { return (last -= step); });
  }

  // The page of the dictionary on which a gram stands, if it does.
  function page(block, gram) {
    let low = 0, high = block.firsts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (block.firsts[middle] <= gram) low = middle + 1; else high = middle;
    }
    if (!low) return new Map();
    let found = block.pages.get(low);
    if (!found) {
      found = read(block.name + "/p", (low - 1) * block.page, block.page).then(entries);
      block.pages.set(low, found);
      found.catch(function () { block.pages.delete(low); });
    }
    return found;
  }

  function entries(bytes) {
    const found = new Map();
    let at = 0, gram = "";
    function varint() {
      let number = 0, scale = 1, byte;
      do { byte = bytes[at++]; number += (byte & 127) * scale; scale *= 128; } while (byte > 127);
      return number;
    }
    while (at < bytes.length && bytes[at]) {
      const head = bytes[at++];
      gram = gram.slice(0, head & 3);
      for (let i = 0; i <= ((head >> 2) & 3); i++, at += 2) gram += String.fromCharCode(bytes[at] * 256 + bytes[at + 1]);
      const counts = [16, 32, 64].map(function (bit) { return head & bit ? varint() : 0; });
      const entry = { counts: counts, count: counts[0] + counts[1] + counts[2], bytes: varint() };
      if (head & 128) entry.place = varint();
      else { entry.list = bytes.subarray(at, at + entry.bytes); at += entry.bytes; }
      found.set(gram, entry);
    }
    return found;
  }

  // The tier that each document has a gram in, from 1; 0 where it has not.
  function decode(bytes, counts, all) {
    const tiers = new Uint8Array(all);
    let bit = 0;
    function next() { const value = (bytes[bit >> 3] >> (7 - (bit & 7))) & 1; bit++; return value; }
    counts.forEach(function (count, tier) {
      let low = 0, id = 0;
      while (low < 24 && count * Math.pow(2, low + 1) <= all) low++;
      for (let i = 0; i < count; i++, id++) {
        let high = 0, rest = 0;
        while (next()) high++;
        for (let j = 0; j < low; j++) rest = rest * 2 + next();
        id += high * (1 << low) + rest;
        tiers[id] = tier + 1;
      }
    });
    return tiers;
  }

  function count(tiers) {
    let sum = 0;
    for (let i = 0; i < tiers.length; i++) if (tiers[i]) sum++;
    return sum;
  }

  // The documents of a block that may hold a term: the worst of the tiers its grams have there.
  async function candidates(block, term) {
    const planned = plan(term), most = block.ranks ? 4 : 6;
    const grams = planned.grams.slice(0, most);
    const none = { tiers: new Uint8Array(block.all), sure: true };
    const found = await Promise.all(grams.map(async function (gram) {
      const entry = (await page(block, gram)).get(gram);
      return entry && { gram: gram, entry: entry };
    }));
    if (found.some(function (one) { return !one; })) return none;
    // Where two pairs lap, the three stands beside the first of them if both are frequent.
    const chosen = found.slice();
    for (let i = 0; i + 2 < term.length; i++) {
      const three = term.slice(i, i + 3), pages = block.pages;
      if (grams.indexOf(three.slice(0, 2)) < 0 || kind(three[2]) !== "w") continue;
      const known = await page(block, three.slice(0, 2));
      if (known.has(three)) chosen.push({ gram: three, entry: known.get(three) });
    }
    chosen.sort(function (a, b) { return a.entry.count - b.entry.count; });
    let tiers = null, left = 0;
    for (const one of chosen) {
      const far = one.entry.place !== undefined;
      if (tiers && (left === 0 || (far && left <= 16))) continue;
      const bytes = far ? await read(block.name + "/l", one.entry.place, one.entry.bytes) : one.entry.list;
      const own = decode(bytes, one.entry.counts, block.all);
      if (tiers) for (let i = 0; i < own.length; i++) own[i] = own[i] && tiers[i] ? Math.max(own[i], tiers[i]) : 0;
      tiers = own;
      left = count(tiers);
    }
    return { tiers: tiers, sure: planned.whole || !left || (plan3(term) && chosen[0].gram === term) };
  }

  function plan3(term) { return term.length === 3 && Array.from(term).every(function (c) { return kind(c) === "w" && unit(c) === c; }); }

  // One document's record, as an object.
  async function record(block, id) {
    const volume = block.volumes.find(function (one) { return id < one.first + one.count; });
    let units = block.units, from = volume.first;
    if (!units) {
      const bytes = await read(block.name + "/w", volume.first * 2, volume.count * 2);
      units = Array.from({ length: volume.count }, function (_, i) { return bytes[2 * i] * 256 + bytes[2 * i + 1]; });
      from = 0;
    }
    const at = id - volume.first + from;
    let start = 0;
    for (let i = from; i < at; i++) start += units[i];
    const bytes = await read("v/" + volume.name + "-", start * 64, units[at] * 64);
    return parse(utf8.decode(await inflate(bytes.subarray(1, bytes.length - bytes[0]))));
  }

  function parse(lines) {
    const record = { m: [], s: [], r: [] };
    for (const line of lines.split("\n")) {
      const tag = line[0], rest = line.slice(1);
      if (tag === "m") record.m.push(rest);
      else if (tag === "s" || tag === "r") record[tag].push(rest.split("\t"));
      else if (tag) record[tag] = rest;
    }
    if (record.x) addVariants(record.x);
    return record;
  }

  // Every text of a record in which a term may stand, the most important first: what it is, the text, where it leads.
  function fields(record) {
    const out = [{ what: "title", text: record.t }];
    for (const text of record.m) out.push({ what: "number", text: text });
    if (record.n) out.push({ what: "agency", text: record.n });
    for (const part of record.s) if (part[1]) out.push({ what: "heading", text: part[1], id: part[0], words: part[2] });
    for (const part of record.s) if (part[2]) out.push({ what: "words", text: part[2], id: part[0] });
    for (const part of record.r) out.push({ what: "row", text: part[1], id: part[0], figure: part[2] });
    for (const field of out) field.folded = fold(field.text);
    return out;
  }

  window.gongkaiSearch = {
    open: open, fold: fold, plan: plan, kind: kind, candidates: candidates, record: record, fields: fields, text: text,
    read: read, inflate: inflate, ranks: ranks, addVariants: addVariants, variants: variants, Gone: Gone, utf8: utf8
  };
})();
