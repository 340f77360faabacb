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

  // Begins the gram of a document number.
  const NUMBER = "\ue000";
  function kinds(text) { return Array.from(text, kind).join(""); }

  // The two pairs of a three that was cut only if both of them are frequent; null for other grams.
  function pairs(gram) {
    return gram.length === 3 && gram[0] !== NUMBER && /^(?!aaa)[aw]{3}$/.test(kinds(gram)) ? [gram.slice(0, 2), gram.slice(1)] : null;
  }

  // The grams that find a folded term, from all over it, and whether the first says it all. Threes may not have been cut:
  // then their pairs say as much.
  function plan(term) {
    const chars = Array.from(term), units = chars.map(unit), shape = kinds(term);
    if (/^(w{1,2}|a{1,4}|wa|aw|ama|amaa|aama)$/.test(shape) && chars.every(function (c, i) { return c === units[i]; })) return { grams: [term], rest: [], whole: true };
    let cuts = [];
    const cut = function (from, size) { cuts.push({ from: from, to: from + size }); };
    // Runs of one kind are covered, their pieces lapping over as little as needed; then the places where kinds meet.
    for (const run of shape.matchAll(/a+|w+/g)) {
      const end = run.index + run[0].length, size = run[0][0] === "a" ? 4 : 3;
      if (run[0].length <= size) cut(run.index, run[0].length);
      for (let i = run.index; i + size < end; i += 3) cut(i, size);
      if (run[0].length > size) cut(end - size, size);
    }
    for (const join of shape.matchAll(/a(?=w)|w(?=a)/g)) {
      const i = join.index, letter = function (at) { return /[aw]/.test(shape[at] || ""); };
      if (letter(i + 2)) cut(i, 3); else if (letter(i - 1)) cut(i - 1, 3); else cut(i, 2);
    }
    for (const over of shape.matchAll(/a(?=ma)/g)) {
      const i = over.index, before = shape[i - 1] === "a", after = shape[i + 3] === "a";
      if (before) cut(i - 1, 4);
      if (after) cut(i, 4);
      if (!before && !after) cut(i, 3);
    }
    chars.forEach(function (c, i) { if (c === "%" && shape[i - 1] === "a") cut(i - 1, 2); });
    // What stands within another says nothing more.
    cuts = cuts.filter(function (one) {
      return !cuts.some(function (other) { return other.from <= one.from && other.to >= one.to && other.to - other.from > one.to - one.from; });
    });
    const gram = function (from, to) { return units.slice(from, to).join(""); };
    let list = cuts.map(function (one) { return gram(one.from, one.to); });
    // A single character beside others says little.
    if (list.some(function (one) { return one.length > 1; })) list = list.filter(function (one) { return one.length > 1; });
    // The first, the last, the middle, and so on: parts far from each other say most.
    const spread = new Set();
    const number = /\((\d{4})\)([1-9]\d*)号/.exec(term);
    if (number && +number[1] && +number[2] < 0x8000) {
      const before = Array.from(term.slice(0, number.index)).length - 1;
      spread.add(NUMBER + String.fromCharCode(+number[1] + 256, +number[2] + 256) + (/[aw]/.test(shape[before] || "") ? units[before] : ""));
    }
    for (let step = Math.max(1, list.length - 1); step >= 1; step = step > 1 ? Math.ceil(step / 2) : 0) {
      for (let i = 0; i < list.length; i += step) spread.add(list[i]);
    }
    // What laps over these: it tells apart what holds all parts, but not in one piece.
    const rest = new Set();
    for (let i = 0; i + 2 < units.length; i++) {
      const three = gram(i, i + 3);
      if (/^(?!aaa)[aw]{3}/.test(shape.slice(i)) && !spread.has(three)) rest.add(three);
    }
    return { grams: Array.from(spread), rest: Array.from(rest), whole: false };
  }

  window.gongkaiSearch = { fold: fold, kind: kind, NUMBER: NUMBER, pairs: pairs, plan: plan, learn: learn };
})();
