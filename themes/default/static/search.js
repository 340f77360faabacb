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
  const ON_PAGE = 10, PATIENCE = 200;
  // So few are looked at all together, sorted and counted; in a small portal more, since many of them stand in one file.
  const FEW = 12, MORE = 30, COUNTED = 100, SMALL = 2000;
  // 新收>100: a figure of reports, asked for among the words.
  const WISH = /(?:^|\s)[^\s"<>=≥≤]+(?:[<>]=?|[=≥≤])-?\d+(?:\.\d+)?(?=\s|$)/;
  const KINDS = ["页面", "机关", "公开指南", "公开制度", "依申请公开", "年度报告", "公开文件"];
  const VALIDITY = { in_force: "有效", repealed: "废止", lapsed: "失效", amended: "已修改", not_yet: "尚未生效" };

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
    state.filters.k = state.filters.k.filter(function (one) { return KINDS[one]; });
    state.filters.v = state.filters.v.filter(function (one) { return VALIDITY.hasOwnProperty(one); });
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
    let found = [];
    const take = function (text, not) {
      const folded = find.fold(text).text;
      if (/[aw]/.test(Array.from(folded, find.kind).join(""))) found.push({ text: folded, not: not });
    };
    for (const part of q.replace(/[“”„＂]/g, "\"").matchAll(/([-－]?)(?:"([^"]*)"?|(\S+))/g)) {
      take(part[2] === undefined ? part[3] : part[2], !!part[1]);
    }
    // Nothing but exclusions: then the hyphen belongs to what is looked for.
    if (found.length && found.every(function (term) { return term.not; })) {
      found = [];
      q.trim().split(/\s+/).forEach(function (part) { take(part, false); });
    }
    return found;
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
      const days = state.sort === "date" ? await find.days(block) : null;
      return { block: block, tests: tests, passes: passes, days: days };
    }));
    result.order = ordered(blocks, asked);
    result.sure = blocks.every(function (one) { return one.tests.every(function (test) { return test.sure; }); });
    return result;
  }

  // The documents that pass, the best first. A number holds score, rank and place of each, so that sorting is quick.
  function ordered(blocks, asked) {
    let size = 0;
    for (const one of blocks) size += one.block.all;
    const keys = new Float64Array(size), last = 4194303;
    let count = 0, first = 0;
    for (const one of blocks) {
      const all = one.block.all, ranks = one.days || one.block.ranks, passes = one.passes;
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
        keys[count++] = ((one.days ? 0 : score) * 65536 + (ranks ? ranks[id] : 0)) * (last + 1) + last - first - id;
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

  // Looks at some documents: those that answer, in their order.
  async function looked(result, from, to) {
    const answers = await Promise.all(result.order.slice(from, to).map(async function (place) {
      const record = await find.record(place.block, place.id);
      return fit(record, find.fields(record), result);
    }));
    return answers.filter(Boolean);
  }
  function sorted(result, answers) { return result.state.sort === "fit" ? answers.sort(function (a, b) { return b.fit - a.fit; }) : answers; }
  function few(result) { return result.order.length <= (result.index.total <= SMALL ? MORE : FEW); }

  // Looks at documents from the first on, until so many are found, or none is left, or patience is: in bunches that are
  // always the same, a page at first, then few, since one of a page may be wrong.
  async function look(result, wanted) {
    const most = result.at + PATIENCE;
    while (result.found.length < wanted && result.at < result.order.length && result.at < most) {
      const all = result.order.length, at = result.at, bunch = at >= 10 && at < 20 ? 2 : at >= 20 && at < 40 ? 5 : ON_PAGE;
      result.at = few(result) ? all : Math.min(at + bunch, all);
      result.found.push.apply(result.found, await looked(result, at, result.at));
      // Many that were not right: the rest of the index tells them apart.
      if (!result.sure && !result.thorough && !few(result) && result.found.length < Math.min(ON_PAGE, result.at / 2)) {
        Object.assign(result, await search(result.state, false, true));
      }
    }
    result.done = result.at >= result.order.length;
    result.exact = result.sure || result.done;
  }

  // What stands on the page that is asked for, sorted by fit. What is sure need not be looked at from the first on.
  async function shownOf(result) {
    const state = result.state, apart = result.sure && !few(result);
    if (!apart) await look(result, state.page * ON_PAGE);
    if (few(result)) sorted(result, result.found);
    result.all = result.sure ? result.order.length : result.found.length;
    result.exact = result.exact || apart;
    if (result.exact) state.page = Math.min(state.page, Math.max(1, Math.ceil(result.all / ON_PAGE)));
    const first = (state.page - 1) * ON_PAGE;
    return sorted(result, apart ? await looked(result, first, first + ON_PAGE) : result.found.slice(first, first + ON_PAGE));
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
    let start = room && text.length > room ? Math.max(0, Math.min(first - Math.floor(room / 3), text.length - room)) : 0;
    if (/[\udc00-\udfff]/.test(text[start] || "")) start--;
    let stop = room ? Math.min(text.length, start + room) : text.length;
    // No character is cut in two.
    if (/[\ud800-\udbff]/.test(text[stop - 1] || "")) stop--;
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
    return el("li", {}, el("a", { class: "title", href: href }, marked(fields[0], words, 160).shown), excerpt, meta);
  }
  function joined(field) {
    const text = field.text + "　" + field.words;
    return { text: text, folded: find.fold(text) };
  }

  function say(text) { status.textContent = text; }

  // Searches and looks; once more where that has taught another folding, or where the site was published anew meanwhile.
  async function answer(state) {
    try {
      let result = await search(state), these = await shownOf(result);
      const traditional = !these.length && !knowsAll && /[\u3400-\u9fff]/.test(state.q);
      if (traditional || (!knowsAll && result.terms.some(function (term) { return term.not; }))) await learn(result.index);
      if (terms(result.state.q).some(function (term, i) { return term.text !== result.terms[i].text; })) {
        result = await search(state);
        these = await shownOf(result);
      }
      result.these = these;
      return result;
    } catch (error) {
      if (!(error instanceof find.Gone)) throw error;
      await current(true);
      const result = await search(state);
      result.these = await shownOf(result);
      return result;
    }
  }

  // Every traditional character, for queries that hold some.
  let knowsAll = false;
  async function learn(now) {
    for (const line of (await find.text(now.variants.name, now.variants.bytes)).split("\n")) {
      const all = Array.from(line);
      find.learn(all.slice(1).map(function (from) { return from + all[0]; }).join(""));
    }
    knowsAll = true;
  }

  let asking = 0;
  async function run(given, paged) {
    const turn = ++asking, state = given || read();
    if (document.activeElement !== input) input.value = state.q;
    document.body.classList.toggle("searching", !!(state.q || filtered(state)));
    if (!state.q && !filtered(state)) { list.replaceChildren(); pager.replaceChildren(); say(""); page.shown(null); return; }
    const slow = setTimeout(function () { if (turn === asking) say("正在检索……"); }, 400);
    try {
      const result = await answer(state);
      if (turn !== asking) return;
      show(result, paged);
      // Few enough to be counted: those on the page came first.
      if (result.exact || result.index.total > SMALL || result.order.length > COUNTED) return;
      await look(result, result.order.length);
      result.all = result.found.length;
      if (turn === asking) told(result);
    } catch (error) {
      if (turn === asking) failed(error);
    } finally {
      clearTimeout(slow);
    }
  }

  function failed(error) {
    const retry = el("button", { type: "button" }, "重试");
    retry.addEventListener("click", function () { current(true).catch(function () {}).then(function () { run(); }); });
    status.replaceChildren("检索没有完成：" + (navigator.onLine === false ? "网络已断开" : "没有取到检索数据") + "。", retry);
    if (window.console) console.warn(error);
  }

  function show(result, paged) {
    list.replaceChildren.apply(list, result.these.map(function (one) { return item(one, result); }));
    list.start = (result.state.page - 1) * ON_PAGE + 1;
    page.shown(result);
    told(result);
    if (paged) { list.focus(); list.scrollIntoView(); }
  }

  // How many there are, and the way to the others.
  function told(result) {
    const state = result.state, all = result.all;
    if (!result.terms.length && state.q) say("请输入汉字、字母或数字。");
    else if (!all && result.exact) { say("没有找到。"); more().then(function () { page.meant(result); }).catch(function () {}); }
    else say((result.exact ? "共 " : "至少 ") + all + " 条结果" + (state.page > 1 ? "，第 " + state.page + " 页" : ""));
    const last = result.exact ? Math.ceil(all / ON_PAGE) : Math.floor(all / ON_PAGE) + 1;
    const link = function (number, label, rel) {
      const to = el("a", { href: address(Object.assign({}, state, { page: number })), rel: rel }, label);
      to.addEventListener("click", function (event) { event.preventDefault(); go({ page: number }, false, true); });
      return to;
    };
    pager.replaceChildren();
    if (state.page > 1) pager.append(link(state.page - 1, "上一页", "prev"));
    if (last > 1) pager.append(el("span", {}, "第 " + state.page + " 页" + (result.exact ? "，共 " + last + " 页" : "")));
    const short = !result.exact && result.found.length < state.page * ON_PAGE;
    if (state.page < last && !short) pager.append(link(state.page + 1, "下一页", "next"));
    if (short) {
      const on = el("button", { type: "button" }, "继续查找");
      on.addEventListener("click", async function () {
        say("正在检索……");
        try { result.these = await shownOf(result); show(result); } catch (error) { failed(error); }
      });
      pager.append(on);
    }
  }

  // Goes to another state; typing replaces the address, everything else can be gone back from.
  function go(changes, typing, paged) {
    const state = Object.assign(read(), { page: 1 }, changes);
    state.q = state.q.slice(0, 300);
    const to = address(state), done = run(state, paged);
    // After the first requests are on their way: the browser takes its time over this.
    if (to !== location.pathname + location.search) history[typing ? "replaceState" : "pushState"](null, "", to);
    return done;
  }

  function more() { return find.load(form.dataset.more); }

  const page = window.gongkaiSearch.page = {
    form: form, input: input, WISH: WISH, el: el, go: go, current: current, search: search, look: look, more: more,
    status: status, KINDS: KINDS, VALIDITY: VALIDITY, filtered: filtered,
    shown: function (result) { if (result) more().then(function () { page.shown(result); }).catch(function () {}); },
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
