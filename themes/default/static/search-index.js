// Finds documents in the index that the program writes below /search/: what folds alike is found alike, pieces are asked
// for by ranges, and what is shown has been looked up in the text itself. docs/search.md describes the files.
(function () {
  "use strict";
  const PIECE = 65536;
  // So many documents are shown at once.
  const ENOUGH = 10;
  const FORMAT = "gongkai-search 1";

  const find = window.gongkaiSearch, fold = find.fold, pairs = find.pairs, plan = find.plan;

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
    const bytes = answer.part ? answer.bytes : answer.bytes.subarray(from, to);
    if (bytes.length !== to - from) throw new Gone(path);
    if (!answer.part) asked.set(path, Promise.resolve(answer.bytes));
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

  // A script of the page, loaded once.
  const loaded = {};
  function load(address) {
    loaded[address] = loaded[address] || new Promise(function (done, fail) {
      const script = document.createElement("script");
      script.src = address;
      script.onload = done;
      script.onerror = function () { delete loaded[address]; fail(new Error(address)); };
      document.head.append(script);
    });
    return loaded[address];
  }

  async function inflate(bytes) {
    if (!window.DecompressionStream) {
      await load(document.getElementById("search-form").dataset.inflate);
      return find.unpack(bytes);
    }
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
    block.unit = sizes[1];
    block.columns = sizes[2];
    block.figures = sizes[3];
    block.days = sizes[4];
    // The first gram of each page of the dictionary; its file, place there, and where the pages of that file end.
    block.firsts = [];
    block.places = [];
    lines[1].split("\t").forEach(function (line, file) {
      const firsts = line.split(" ").slice(0, -1);
      firsts.forEach(function (gram, at) {
        block.firsts.push(gram);
        block.places.push({ file: file * PIECE, at: at * block.page, end: firsts.length * block.page });
      });
    });
    block.pages = new Map();
    block.records = new Map();
    block.volumes = [];
    const words = lines[2].split(" ");
    for (let i = 0, first = 0; i + 1 < words.length; first += +words[i + 1], i += 2) {
      block.volumes.push({ name: words[i], first: first, count: +words[i + 1] });
    }
    block.units = numbers(lines[3]);
    // Of a block that is alone the order says enough.
    let last = 65535;
    // The pairs that are frequent; not said of small blocks.
    block.frequent = null;
    if (lines[5]) {
      block.frequent = new Set();
      for (const word of lines[5].trim().split(" ")) for (const second of word.slice(1)) block.frequent.add(word[0] + second);
    }
    block.ranks = lines[4] ? numbers(lines[4]).map(function (step) { return (last -= step); }) : null;
  }

  // Makes something once for what it belongs to; what failed is made again.
  function kept(owner, key, make) {
    if (!owner[key]) {
      owner[key] = make();
      owner[key].catch(function () { delete owner[key]; });
    }
    return owner[key];
  }

  // The day of each document of a block; 0 for none.
  function days(block) {
    return kept(block, "day", async function () {
      let last = 0;
      return numbers(await text(block.name + "/d", block.days)).map(function (step) { return (last += step); });
    });
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
      const place = block.places[low - 1];
      found = read(block.name + "/p", place.file + place.at, block.page).then(function (bytes) { return entries(bytes, place.file + place.end); });
      block.pages.set(low, found);
      found.catch(function () { block.pages.delete(low); });
    }
    return found;
  }

  // The grams of a page with their lists, or where those stand: behind the pages of its file, or with what is common.
  function entries(bytes, behind) {
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
      if (head & 128) {
        const place = varint();
        entry.row = place < PIECE ? "/p" : "/l";
        entry.place = place < PIECE ? behind + place : place - PIECE;
      }
      else { entry.list = bytes.subarray(at, at + entry.bytes); at += entry.bytes; }
      found.set(gram, entry);
    }
    return found;
  }

  // The documents that have a gram, and for every document the tier it has it in, from 1; 0 where it has not.
  function decode(bytes, counts, all) {
    const ids = new Uint32Array(counts[0] + counts[1] + counts[2]), tiers = new Uint8Array(all);
    // Bits not yet used stand at the top of "bits".
    let at = 0, bits = 0, have = 0, found = 0;
    for (let tier = 0; tier < 3; tier++) {
      const count = counts[tier];
      let low = 0, id = 0;
      while (low < 24 && count * Math.pow(2, low + 1) <= all) low++;
      for (let i = 0; i < count; i++, id++) {
        let high = 0;
        for (;;) {
          if (!have) { bits = bytes[at++] << 24; have = 8; }
          const ones = Math.min(Math.clz32(~bits), have);
          bits <<= ones; have -= ones; high += ones;
          if (have) { bits <<= 1; have--; break; }
        }
        let rest = 0, want = low;
        while (want) {
          if (!have) { bits = bytes[at++] << 24; have = 8; }
          const take = Math.min(want, have);
          rest = rest * (1 << take) + (bits >>> (32 - take));
          bits <<= take; have -= take; want -= take;
        }
        id += high * (1 << low) + rest;
        tiers[id] = tier + 1;
        ids[found++] = id;
      }
    }
    return { ids: ids, tiers: tiers };
  }

  // What has both; of the tiers the worse.
  function both(one, other) {
    let kept = 0;
    const ids = other.ids.length < one.ids.length ? other.ids : one.ids, tiers = new Uint8Array(one.tiers.length);
    for (let i = 0; i < ids.length; i++) {
      const id = ids[i], a = one.tiers[id], b = other.tiers[id];
      if (a && b) { tiers[id] = a > b ? a : b; ids[kept++] = id; }
    }
    return { ids: ids.subarray(0, kept), tiers: tiers };
  }

  // What a gram says in a block: its entry, or those of the pairs of a three that was not cut; null if no document has it.
  async function said(block, gram) {
    const found = (await page(block, gram)).get(gram);
    if (found) return [found];
    if (block.frequent || !pairs(gram)) return null;
    const entries = await Promise.all(pairs(gram).map(async function (pair) { return (await page(block, pair)).get(pair); }));
    return entries[0] && entries[1] ? entries : null;
  }

  // The grams of a term in the order in which they are asked for: what is rare says most. Of a three that was not cut one
  // pair is not frequent, and mostly enough.
  function chosen(block, planned, thorough) {
    const rare = new Set(), others = new Set(), later = new Set();
    const seldom = function (gram) { return gram[0] === find.NUMBER || (gram.length === 2 && !block.frequent.has(gram)); };
    planned.grams.concat(planned.rest).forEach(function (gram, i) {
      const two = pairs(gram), uncut = two && two.some(seldom), own = i < planned.grams.length;
      (uncut ? two.sort(function (a, b) { return seldom(b) - seldom(a); }) : [gram]).forEach(function (one, at) {
        if (own && !at) (seldom(one) ? rare : others).add(one);
        else if (thorough || (seldom(one) && planned.grams.length < 3) || planned.grams.length < 2) later.add(one);
      });
    });
    return Array.from(new Set(Array.from(rare).concat(Array.from(others), Array.from(later))));
  }

  // The documents of a block that may hold a term: the worst of the tiers its grams have there. Grams are asked for a few
  // at a time, until so few documents are left, or they say so little new, that looking at what is left is cheaper than
  // the next page; if those turn out to be wrong ones, thoroughly.
  async function candidates(block, term, thorough) {
    const planned = plan(term), few = block.unit > 64 ? 6 : 3, all = block.all;
    const grams = block.frequent && !planned.whole ? chosen(block, planned, thorough) : thorough ? planned.grams.concat(planned.rest) : planned.grams;
    const none = { ids: new Uint32Array(0), tiers: new Uint8Array(all), sure: true };
    let have = null, sure = planned.whole;
    const take = async function (entries) {
      const lists = await Promise.all(entries.map(function (entry) { return entry.list || read(block.name + entry.row, entry.place, entry.bytes); }));
      entries.forEach(function (entry, i) {
        const own = decode(lists[i], entry.counts, all);
        have = have ? both(have, own) : own;
      });
    };
    const many = function (limit) { return !have || have.ids.length > limit; };
    // What nearly all documents have tells nothing apart.
    const useful = function (entry) { return entry.list || entry.count < all / 3; };
    const shorter = function (a, b) { return a.count - b.count; };
    // What a long term has in common with others says nothing of its rarest part.
    const steadfast = thorough || grams.length > 5, spare = [];
    for (let at = 0, size = 2, dull = 0, told = true; at < grams.length && told && many(few); at += size, size = many(ENOUGH) ? 2 : 1) {
      const found = await Promise.all(grams.slice(at, at + size).map(function (gram) { return said(block, gram); }));
      if (found.includes(null)) return none;
      sure = sure || (grams[0] === term && found[0].length === 1);
      // Of each gram the shortest list; of those the shortest first, two at a time.
      const entries = found.map(function (some) {
        some.sort(shorter);
        spare.push.apply(spare, some.slice(1));
        return some[0];
      }).sort(shorter);
      const wanted = entries.filter(function (entry, i) { return useful(entry) || (!i && !have); });
      const start = have ? have.ids.length : Infinity;
      for (let i = 0; i < wanted.length && told && many(few); i += 2) {
        const before = have ? have.ids.length : wanted[i].count, alone = !have && wanted.length < 2;
        await take(wanted.slice(i, i + 2));
        told = steadfast || alone || have.ids.length < before * 0.9;
      }
      dull = have.ids.length < start * 0.9 ? 0 : dull + 1;
      told = thorough || (told && dull < (steadfast ? 2 : 1));
    }
    if (have && many(few) && (thorough || grams.length < 2)) await take(spare.filter(useful));
    return have ? { ids: have.ids, tiers: have.tiers, sure: sure || !have.ids.length } : none;
  }

  // One document's record, as an object.
  function record(block, id) {
    let found = block.records.get(id);
    if (!found) {
      if (block.records.size > 1000) block.records.clear();
      found = recorded(block, id);
      block.records.set(id, found);
      found.catch(function () { block.records.delete(id); });
    }
    return found;
  }
  async function recorded(block, id) {
    const volume = block.volumes.find(function (one) { return id < one.first + one.count; });
    let start = 0;
    for (let i = volume.first; i < id; i++) start += block.units[i];
    const bytes = await read("v/" + volume.name + "-", start * block.unit, block.units[id] * block.unit);
    return parse(utf8.decode(await inflate(bytes.subarray(2, bytes.length - bytes[0] * 256 - bytes[1]))));
  }

  function parse(lines) {
    const record = { m: [], s: [], r: [] };
    for (const line of lines.split("\n")) {
      const tag = line[0], rest = line.slice(1);
      if (tag === "m") record.m.push(rest);
      else if (tag === "s" || tag === "r") record[tag].push(rest.split("\t"));
      else if (tag) record[tag] = rest;
    }
    if (record.x) find.learn(record.x);
    return record;
  }

  // Every text of a record in which a term may stand, the most important first: what it is, the text, where it leads.
  function fields(record) {
    const out = [{ what: "title", text: record.t }];
    for (const text of record.m) out.push({ what: "number", text: text });
    if (record.d) out.push({ what: "number", text: record.d });
    if (record.n) out.push({ what: "agency", text: record.n });
    for (const part of record.s) if (part[1]) out.push({ what: "heading", text: part[1], id: part[0], words: part[2] });
    for (const part of record.s) if (part[2]) out.push({ what: "words", text: part[2], id: part[0] });
    for (const part of record.r) out.push({ what: "row", text: part[1], id: part[0], figure: part[2] });
    for (const field of out) Object.defineProperty(field, "folded", { get: folded, configurable: true });
    return out;
  }
  // Folded when it is first looked at: most fields never are.
  function folded() {
    const value = fold(this.text);
    Object.defineProperty(this, "folded", { value: value });
    return value;
  }

  Object.assign(find, {
    open: open, load: load, candidates: candidates, record: record, fields: fields, text: text, read: read,
    inflate: inflate, days: days, kept: kept, Gone: Gone, utf8: utf8
  });
})();
