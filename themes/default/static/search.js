// The search page: the query, its results, and the address that holds both. Filters, suggestions and the export come with
// search-more.js when they are wanted.
(function () {
  "use strict";
  const find = window.gongkaiSearch;
  const form = document.getElementById("search-form");
  if (!find || !form || !window.fetch) return;
  const input = form.elements.q, status = document.getElementById("search-status");
  const list = document.getElementById("search-results"), pager = document.getElementById("search-pages");
  const NOTHING = { length: 0, slice: function () { return []; } }, WEIGHT = [0, 100, 10, 1];
  const ON_PAGE = 10, ALL_LOOKED_AT = 30, COUNTED = 100, PATIENCE = 200;
  // 新收>100: a figure of reports, asked for among the words.
  const WISH = /(?:^|\s)[^\s"<>=≥≤]+(?:[<>]=?|[=≥≤])-?\d+(?:\.\d+)?(?=\s|$)/;
  const KINDS = ["页面", "机关", "公开指南", "公开制度", "依申请公开", "年度报告", "公开文件"];
  const VALIDITY = { in_force: "现行有效", repealed: "已废止", lapsed: "已失效", amended: "已修改", not_yet: "尚未施行" };

  // An element with attributes and children; texts are only ever texts.
  function el(name, attributes) {
    const made = document.createElement(name);
    for (const key in attributes || {}) made.setAttribute(key, attributes[key]);
    for (let i = 2; i < arguments.length; i++) if (arguments[i] !== null) made.append(arguments[i]);
    return made;
  }

  // What is asked for; it stands in the address: q, sort, p, and the filters a, y, k, t, v, f.
  function read() {
    const from = new URLSearchParams(location.search), state = { filters: {} };
    state.q = (from.get("q") || "").slice(0, 300);
    state.sort = from.get("sort") === "date" ? "date" : "fit";
    state.page = Math.max(1, parseInt(from.get("p"), 10) || 1);
    for (const key of "aykvtf") state.filters[key] = from.getAll(key).slice(0, 50);
    return state;
  }
  function address(state) {
    const to = new URLSearchParams();
    if (state.q) to.set("q", state.q);
    for (const key in state.filters) for (const value of state.filters[key]) to.append(key, value);
    if (state.sort !== "fit") to.set("sort", state.sort);
    if (state.page > 1) to.set("p", state.page);
    const query = to.toString();
    return location.pathname + (query ? "?" + query : "");
  }
  function filtered(state) { return Object.values(state.filters).some(function (some) { return some.length; }); }

  // Words apart from each other must all stand there, "words in quotes" as they are, -words not at all.
  function terms(q) {
    const found = [];
    for (const part of q.replace(/[“”„＂]/g, "\"").matchAll(/([-－]?)(?:"([^"]*)"?|(\S+))/g)) {
      const folded = find.fold(part[2] === undefined ? part[3] : part[2]).text;
      if (/[aw]/.test(Array.from(folded, find.kind).join(""))) found.push({ text: folded, not: !!part[1] });
    }
    return found.slice(0, 10);
  }

  let index = null, opened = 0;
  async function current(again) {
    if (index && !again && Date.now() - opened < 60000) return index;
    const fresh = await find.open(form.dataset.index);
    if (!index || fresh.stamp !== index.stamp) index = fresh;
    opened = Date.now();
    return index;
  }

  // Every document that may answer, in order; looked at when shown.
  async function search(given, all, thorough) {
    const now = await current();
    let state = given;
    if (WISH.test(state.q)) {
      await more();
      state = await page.wished(state, now);
    }
    const asked = terms(state.q);
    const result = { state: state, terms: asked, index: now, order: NOTHING, found: [], at: 0, sure: true, thorough: thorough };
    if (!asked.some(function (term) { return !term.not; }) && !filtered(state) && !all) return result;
    if (filtered(state)) await more();
    const blocks = await Promise.all(now.blocks.map(async function (block) {
      const tests = await Promise.all(asked.map(function (term) { return find.candidates(block, term.text, thorough); }));
      const passes = filtered(state) ? await page.filter(block, state.filters) : null;
      if (state.sort === "date" && !block.ranks) block.ranks = find.ranks(find.utf8.decode(await find.inflate(await find.read(block.name + "/r", 0, block.ranked))));
      return { block: block, tests: tests, passes: passes };
    }));
    result.order = ordered(blocks, asked, state.sort === "date");
    result.sure = blocks.every(function (one) { return one.tests.every(function (test) { return test.sure; }); });
    return result;
  }

  // The documents that pass, the best first. A number holds score, rank and place of each, so that sorting is quick.
  function ordered(blocks, asked, byDate) {
    let size = 0;
    for (const one of blocks) size += one.block.all;
    const keys = new Float64Array(size), last = 4194303;
    let count = 0, first = 0;
    for (const one of blocks) {
      const all = one.block.all, ranks = one.block.ranks, passes = one.passes;
      const tests = one.tests.filter(function (_, i) { return !asked[i].not; });
      const against = one.tests.filter(function (test, i) { return asked[i].not && test.sure; });
      // Those of the rarest term, or all where only filters are asked.
      const ids = tests.length ? tests.reduce(function (a, b) { return b.ids.length < a.ids.length ? b : a; }).ids : null;
      for (let i = 0; i < (ids ? ids.length : all); i++) {
        const id = ids ? ids[i] : i;
        if (passes && !passes[id]) continue;
        let score = 1;
        for (let t = 0; t < tests.length && score; t++) score = tests[t].tiers[id] ? score + WEIGHT[tests[t].tiers[id]] : 0;
        for (let t = 0; t < against.length && score; t++) if (against[t].tiers[id]) score = 0;
        if (!score) continue;
        const rank = !ranks ? 0 : byDate ? day(ranks[id]) : ranks[id];
        keys[count++] = ((byDate ? 0 : score) * 65536 + rank) * (last + 1) + last - first - id;
      }
      first += all;
    }
    const sorted = keys.subarray(0, count).sort();
    return {
      length: count,
      at: function (i) {
        let id = last - (sorted[count - 1 - i] % (last + 1));
        for (const one of blocks) { if (id < one.block.all) return { block: one.block, id: id }; id -= one.block.all; }
      },
      slice: function (from, to) {
        const out = [];
        for (let i = from; i < Math.min(to, count); i++) out.push(this.at(i));
        return out;
      }
    };
  }
  function day(rank) { return rank >= 65000 ? 0 : rank >= 10000 ? rank - 10000 : rank * 6; }

  // Looks at documents until so many are found, or none is left.
  async function look(result, wanted) {
    if (!result.sure && result.order.length <= ALL_LOOKED_AT) wanted = result.order.length;
    const most = result.at + PATIENCE;
    while (result.found.length < wanted && result.at < result.order.length && result.at < most) {
      const batch = result.order.slice(result.at, result.at + Math.max(wanted - result.found.length, result.sure ? 0 : 4));
      const looked = await Promise.all(batch.map(async function (place) {
        const record = await find.record(place.block, place.id);
        return fit(record, find.fields(record), result);
      }));
      result.at += batch.length;
      const good = looked.filter(Boolean);
      if (result.state.sort === "fit") good.sort(function (a, b) { return b.fit - a.fit; });
      result.found.push.apply(result.found, good);
      // Many that were not right: the rest of the index tells them apart.
      if (!result.sure && !result.thorough && result.at >= ON_PAGE && result.found.length * 2 < result.at) {
        Object.assign(result, await search(result.state, false, true));
      }
    }
    result.done = result.at >= result.order.length;
  }

  // How well a document answers; null if it does not.
  function fit(record, fields, result) {
    let sum = 0;
    for (const term of result.terms) {
      const best = fields.find(function (field) { return field.folded.text.includes(term.text); });
      if (term.not ? best : !best) return null;
      if (term.not) continue;
      const what = best.what === "number" && !/\d/.test(best.text) ? "agency" : best.what;
      sum += { title: 100, number: 60, agency: 10, heading: 20, words: 2, row: 1 }[what];
      if (best.folded.text === term.text) sum += { title: 100, number: 60 }[what] || 0;
      if (record.v === "repealed" || record.v === "lapsed") sum -= 5;
    }
    const phrase = result.terms.filter(function (term) { return !term.not; }).map(function (term) { return term.text; }).join("");
    if (result.terms.length > 1 && fields.some(function (field) { return field.folded.text.includes(phrase); })) sum += 15;
    return { record: record, fields: fields, fit: sum };
  }

  // A text with its hits marked, cut around the first if it is long.
  function marked(field, words, room) {
    const text = field.text, from = field.folded.from, hits = [];
    for (const word of words) {
      for (let at = field.folded.text.indexOf(word); at >= 0; at = field.folded.text.indexOf(word, at + word.length)) {
        let end = from[at + word.length - 1];
        end += text.codePointAt(end) > 0xffff ? 2 : 1;
        hits.push([from[at], end]);
      }
    }
    hits.sort(function (a, b) { return a[0] - b[0]; });
    const first = hits.length ? hits[0][0] : 0;
    const start = room && text.length > room ? Math.max(0, Math.min(first - Math.floor(room / 3), text.length - room)) : 0;
    const stop = room ? Math.min(text.length, start + room) : text.length;
    const out = document.createDocumentFragment();
    let at = start;
    if (start) out.append("…");
    for (const hit of hits) {
      if (hit[1] <= at || hit[0] >= stop) continue;
      out.append(text.slice(at, Math.max(at, hit[0])), el("mark", {}, text.slice(Math.max(at, hit[0]), Math.min(hit[1], stop))));
      at = Math.min(hit[1], stop);
    }
    out.append(text.slice(at, stop));
    if (stop < text.length) out.append("…");
    return { shown: out, hit: hits.length ? text.slice(hits[0][0], hits[0][1]) : "" };
  }

  function item(answer, result) {
    const record = answer.record, fields = answer.fields;
    const words = result.terms.filter(function (term) { return !term.not; }).map(function (term) { return term.text; });
    const score = function (field) { return words.filter(function (word) { return field.folded.text.includes(word); }).length; };
    // What says most: a number, then words, headings, rows of tables; keywords last.
    let best = null, most = 0;
    for (const field of fields) {
      if (field.what === "title" || field.what === "agency") continue;
      const worth = score(field) && score(field) * 10 + { number: /\d/.test(field.text) ? 5 : 1, words: 4, heading: 3, row: 2 }[field.what];
      if (worth > most) { best = field; most = worth; }
      if (most >= words.length * 10 + 4) break;
    }
    const inTitle = words.every(function (word) { return fields[0].folded.text.includes(word); });
    if (inTitle && most % 10 < 2) best = null;
    const shown = best || fields.find(function (field) { return field.what === "words"; });
    let href = form.dataset.base + record.u;
    let excerpt = null;
    if (shown) {
      const cut = marked(shown.what === "heading" && shown.words ? joined(shown) : shown, words, 110);
      excerpt = el("p", { class: "excerpt" });
      if (shown.what === "row") excerpt.append("表格：");
      excerpt.append(cut.shown);
      if (shown.what === "row" && shown.figure) excerpt.append("　", el("b", {}, shown.figure));
      if (best && !(inTitle && best.what === "words")) {
        const id = best.id ? encodeURIComponent(best.id) : "";
        const quote = best.what === "words" && cut.hit && "fragmentDirective" in document;
        if (id || quote) href += "#" + id + (quote ? ":~:text=" + encodeURIComponent(cut.hit.trim()).replace(/-/g, "%2D") : "");
      }
    }
    const facts = [record.n, KINDS[+record.k], record.y && record.k !== "6" ? record.y + "年" : "", record.d, record.m.find(function (m) { return /〔\d{4}〕/.test(m); })];
    const meta = el("p", { class: "meta" });
    for (const fact of facts) if (fact) meta.append(el("span", {}, fact));
    if (record.v) meta.append(el("span", { class: "validity-" + record.v }, VALIDITY[record.v] || record.v));
    return el("li", {}, el("a", { class: "title", href: href }, marked(fields[0], words).shown), excerpt, meta);
  }
  function joined(field) {
    const text = field.text + "　" + field.words;
    return { text: text, folded: find.fold(text) };
  }

  function say(text) { status.textContent = text; }

  let asking = 0, shownState = null;
  async function run(quiet, given) {
    const turn = ++asking, state = given || read();
    if (document.activeElement !== input) input.value = state.q;
    page.state = state;
    document.body.classList.toggle("searching", !!(state.q || filtered(state)));
    if (!state.q && !filtered(state)) { list.replaceChildren(); pager.replaceChildren(); say(""); page.shown(null); return; }
    const slow = setTimeout(function () { if (turn === asking) say("正在检索……"); }, 400);
    try {
      let result;
      try {
        result = await search(state);
        await again(result);
      } catch (error) {
        if (!(error instanceof find.Gone)) throw error;
        // The site was published anew meanwhile.
        await current(true);
        result = await search(state);
      }
      if (turn !== asking) return;
      await look(result, state.page * ON_PAGE);
      if (turn === asking) show(result, quiet);
      // Few enough to be counted: those on the page came first.
      if (result.exact || result.order.length > COUNTED) return;
      await look(result, result.order.length);
      if (turn === asking) show(result, true);
    } catch (error) {
      if (turn === asking) failed(error);
    } finally {
      clearTimeout(slow);
    }
  }

  // A character that only the traditional script has: nothing is found until it is folded too.
  let knowsAll = false;
  async function again(result) {
    const foreign = !knowsAll && /[\u3400-\u9fff]/.test(result.state.q) && (!result.order.length || result.terms.some(function (term) { return term.not; }));
    if (!foreign || !result.index.variants) return;
    knowsAll = true;
    for (const line of (await find.text(result.index.variants.name, result.index.variants.bytes)).split("\n")) {
      const all = Array.from(line);
      for (const from of all.slice(1)) find.variants.set(from, all[0]);
    }
    Object.assign(result, await search(result.state));
  }

  function failed(error) {
    const retry = el("button", { type: "button" }, "重试");
    retry.addEventListener("click", function () { run(); });
    status.replaceChildren("检索没有完成：" + (navigator.onLine === false ? "网络已断开" : "没有取到检索数据") + "。", retry);
    if (window.console) console.warn(error);
  }

  function show(result, quiet) {
    const state = result.state, all = result.sure ? result.order.length : result.found.length;
    const first = (state.page - 1) * ON_PAGE, these = result.found.slice(first, first + ON_PAGE);
    list.replaceChildren.apply(list, these.map(function (answer) { return item(answer, result); }));
    list.start = first + 1;
    result.exact = result.sure || result.done;
    if (!result.terms.length && state.q) say("请输入汉字、字母或数字。");
    else if (!result.order.length || (result.done && !all)) { say("没有找到。"); more().then(function () { page.meant(result); }); }
    else say((result.exact ? "共 " : "至少 ") + all + " 条结果" + (state.page > 1 ? "，第 " + state.page + " 页" : ""));
    pages(result, all);
    page.shown(result);
    if (!quiet && shownState && shownState !== state.page) { list.focus(); list.scrollIntoView(); }
    shownState = state.page;
  }

  function pages(result, all) {
    const state = result.state, last = result.exact ? Math.ceil(all / ON_PAGE) : Math.floor(all / ON_PAGE) + 1;
    const link = function (number, label, rel) {
      const to = el("a", { href: address(Object.assign({}, state, { page: number })), rel: rel }, label);
      to.addEventListener("click", function (event) { event.preventDefault(); go({ page: number }); });
      return to;
    };
    pager.replaceChildren();
    if (state.page > 1) pager.append(link(state.page - 1, "上一页", "prev"));
    if (last > 1) pager.append(el("span", {}, "第 " + state.page + " 页" + (result.exact ? "，共 " + last + " 页" : "")));
    if (state.page < last || (!result.exact && result.found.length >= state.page * ON_PAGE)) pager.append(link(state.page + 1, "下一页", "next"));
    if (!result.exact && result.found.length < state.page * ON_PAGE) {
      const on = el("button", { type: "button" }, "继续查找");
      on.addEventListener("click", async function () { say("正在检索……"); try { await look(result, state.page * ON_PAGE); show(result, true); } catch (error) { failed(error); } });
      pager.append(on);
    }
  }

  // Goes to another state; typing replaces the address, everything else can be gone back from.
  function go(changes, typing) {
    const state = Object.assign(read(), { page: 1 }, changes), to = address(state);
    const done = run(typing, state);
    // After the first requests are on their way: the browser takes its time over this.
    if (to !== location.pathname + location.search) history[typing ? "replaceState" : "pushState"](null, "", to);
    return done;
  }

  function more() { return find.load(form.dataset.more); }

  const page = window.gongkaiSearch.page = {
    form: form, input: input, WISH: WISH, state: read(), el: el, go: go, current: current, search: search, look: look, terms: terms, more: more,
    status: status, KINDS: KINDS, VALIDITY: VALIDITY, filtered: filtered,
    shown: function (result) { if (result) more().then(function () { page.shown(result); }); },
    meant: function () {}
  };

  let typed = 0;
  input.addEventListener("input", function (event) {
    if (event.isComposing) return;
    clearTimeout(typed);
    typed = setTimeout(function () { go({ q: input.value.trim() }, true); }, 200);
  });
  input.addEventListener("compositionend", function () { input.dispatchEvent(new Event("input")); });
  input.addEventListener("focus", function () { more().catch(function () {}); }, { once: true });
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    clearTimeout(typed);
    const q = input.value.trim();
    go({ q: q });
    more().then(function () { page.kept(q); }).catch(function () {});
  });
  window.addEventListener("popstate", function () { input.value = read().q; run(); });
  form.hidden = false;
  input.value = read().q;
  run();
})();
