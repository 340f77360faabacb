// Folds texts and cuts terms into grams as the program does: src/search/fold.rs and gram.rs, held to the same cases,
// tests/cases/tokens.json and folds.txt. First of the search's scripts.
(function () {
  "use strict";
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
      // Nearly all text is Chinese.
      if (c >= "\u4e00" && c <= "\u9fff") {
        out += variants.get(c) || c;
        from.push(at);
        gap = spaced = false;
      } else if (c >= "a" && c <= "z" || c >= "0" && c <= "9") push(c);
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

  // Takes pairs of a traditional character and the one it folds to.
  function learn(pairs) {
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

  function kinds(text) { return Array.from(text, kind).join(""); }

  // The grams that find a folded term, from all over it, and whether the first says it all. Threes of Chinese may not have
  // been cut: then their pairs say as much.
  function plan(term) {
    const chars = Array.from(term), units = chars.map(unit), shape = kinds(term);
    if (/^(w{1,2}|a{1,4}|wa|aw|ama|amaa|aama)$/.test(shape) && chars.every(function (c, i) { return c === units[i]; })) return { grams: [term], rest: [], whole: true };
    const grams = new Set();
    const cut = function (i, n) { grams.add(units.slice(i, i + n).join("")); };
    // Runs of one kind are covered, their pieces lapping over as little as needed.
    for (const run of shape.matchAll(/a+|w+/g)) {
      const end = run.index + run[0].length, size = run[0][0] === "a" ? 4 : 3;
      if (run[0].length <= size) cut(run.index, run[0].length);
      for (let i = run.index; i + size < end; i += 3) cut(i, size);
      if (run[0].length > size) cut(end - size, size);
    }
    for (const join of shape.matchAll(/a(?=w)|w(?=a)/g)) cut(join.index, 2);
    for (const over of shape.matchAll(/a(?=ma)/g)) {
      if (shape[over.index + 3] === "a") cut(over.index, 4);
      else if (shape[over.index - 1] === "a") cut(over.index - 1, 4);
      else cut(over.index, 3);
    }
    chars.forEach(function (c, i) { if (c === "%" && shape[i - 1] === "a") cut(i - 1, 2); });
    // A single character beside others of its kind says nothing more.
    let list = Array.from(grams).filter(function (gram) { return gram.length > 1; });
    if (!list.length) list = Array.from(grams);
    // The first, the last, the middle, and so on: parts far from each other say most.
    const spread = new Set();
    for (let step = Math.max(1, list.length - 1); step >= 1; step = step > 1 ? Math.ceil(step / 2) : 0) {
      for (let i = 0; i < list.length; i += step) spread.add(list[i]);
    }
    list.forEach(function (gram) { spread.add(gram); });
    const number = /\((\d{4})\)([1-9]\d*)号/.exec(term);
    const first = number && +number[1] && +number[2] < 0x8000 ? ["\ue000" + String.fromCharCode(+number[1] + 256, +number[2] + 256)] : [];
    // What laps over these: it tells apart what holds all parts, but not in one piece.
    const rest = [];
    for (let i = 0; i + 2 < units.length; i++) {
      const three = units.slice(i, i + 3).join("");
      if (shape.slice(i, i + 3) === "www" && !grams.has(three)) rest.push(three);
    }
    return { grams: first.concat(Array.from(spread)), rest: rest, whole: false };
  }

  window.gongkaiSearch = { fold: fold, kind: kind, kinds: kinds, plan: plan, learn: learn };
})();
