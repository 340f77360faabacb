// What a search can do besides: filters with their counts, figures of reports, suggestions while typing, what was
// probably meant, and the list of results as a file.
(function () {
  "use strict";
  const find = window.gongkaiSearch, page = find.page, el = page.el, form = page.form, input = page.input;
  const panel = document.getElementById("search-filters"), tools = document.getElementById("search-tools");
  const AUTOMATIC = 20000, EXPORTED = 500, SUGGESTED = 8, KEPT = 8;

  // The columns of a block: a value of each filter for each document.
  function columns(block) {
    return find.kept(block, "column", async function () {
      const bytes = await find.inflate(await find.read(block.name + "/c", 0, block.columns));
      let at = 0;
      const line = function () {
        const end = bytes.indexOf(10, at), words = find.utf8.decode(bytes.subarray(at, end));
        at = end + 1;
        return [""].concat(words ? words.split("\t") : []);
      };
      const agencies = line(), topics = line(), all = block.all;
      const byte = function (row, id) { return bytes[at + row * all + id]; };
      const valid = [""].concat(Object.keys(page.VALIDITY));
      return {
        a: function (id) { return agencies[byte(0, id) * 256 + byte(1, id)]; },
        t: function (id) { return topics[byte(2, id) * 256 + byte(3, id)]; },
        y: function (id) { return byte(4, id) ? String(1900 + byte(4, id)) : ""; },
        k: function (id) { return String(byte(5, id)); },
        v: function (id) { return valid[byte(6, id)]; }
      };
    });
  }
  function named(index) {
    return find.kept(index, "known", async function () {
      const known = { a: new Map(), t: new Map() };
      for (const line of (await find.text(index.names.name, index.names.bytes)).split("\n")) {
        const part = line.split("\t");
        if (part.length === 3) known[part[0]].set(part[1], part[2]);
      }
      return known;
    });
  }

  // Whether a value passes: an agency with all below it.
  function passes(key, value, wanted) {
    return wanted.some(function (one) { return value === one || (key === "a" && value.startsWith(one + "/")); });
  }

  // For each document of a block whether it passes all filters, but for one that is being counted.
  async function filter(block, filters, but) {
    const column = await columns(block), out = new Uint8Array(block.all);
    const keys = "aykvt".split("").filter(function (key) { return key !== but && filters[key].length; });
    const figured = await Promise.all(filters.f.map(function (wish) { return figure(block, wish); }));
    for (let id = 0; id < block.all; id++) {
      out[id] = keys.every(function (key) { return passes(key, column[key](id), filters[key]); }) &&
        figured.every(function (test) { return test(id); }) ? 1 : 0;
    }
    return out;
  }

  // The rows of a block's reports, and where the column of each stands.
  function rows(block) {
    return find.kept(block, "rows", async function () {
      const table = { ids: [], rows: new Map() };
      if (!block.figures) return table;
      const lines = (await find.text(block.name + "/g", block.figures)).split("\n");
      let last = 0;
      table.ids = lines[0].trim().split(" ").map(function (step) { return (last += +step); });
      for (const line of lines.slice(1)) {
        const part = line.split("\t");
        if (part.length === 5) table.rows.set(part[0], { caption: part[1], label: part[2], from: +part[3], bytes: +part[4] });
      }
      return table;
    });
  }
  const WISH = /^([a-z0-9_.-]+)(>=|<=|>|<|=)(-?\d+(?:\.\d+)?)$/;
  async function figure(block, wish) {
    const part = WISH.exec(wish), table = await rows(block), row = part && table.rows.get(part[1]);
    if (!row) return function () { return false; };
    const bytes = await find.read(block.name + "/f", row.from, row.bytes);
    const lines = find.utf8.decode(await find.inflate(bytes)).split("\n"), good = new Set(), limit = +part[3];
    table.ids.forEach(function (id, at) {
      const value = lines[at] === "" ? NaN : +lines[at];
      if (part[2] === ">" ? value > limit : part[2] === "<" ? value < limit : part[2] === ">=" ? value >= limit : part[2] === "<=" ? value <= limit : value === limit) good.add(id);
    });
    return function (id) { return good.has(id); };
  }

  // A state in which figures asked for among the words are filters: the first row that is called so.
  page.wished = async function (state, index) {
    const tables = await Promise.all(index.blocks.map(rows)), f = state.filters.f.slice();
    let q = state.q;
    for (let found; (found = page.WISH.exec(q));) {
      const part = /^(.*?)([<>]=?|[=≥≤])(-?\d+(?:\.\d+)?)$/.exec(found[0].trim());
      const name = find.fold(part[1]).text, sign = { "≥": ">=", "≤": "<=" }[part[2]] || part[2];
      let key = null;
      tables.forEach(function (table) { table.rows.forEach(function (row, at) { if (!key && find.fold(row.label).text.includes(name)) key = at; }); });
      if (!key) return state;
      f.push(key + sign + part[3]);
      q = (q.slice(0, found.index) + q.slice(found.index + found[0].length)).trim();
    }
    return Object.assign({}, state, { q: q, filters: Object.assign({}, state.filters, { f: f }) });
  };

  const GROUPS = [["k", "类别"], ["y", "年度"], ["a", "机关"], ["t", "主题"], ["v", "有效性"]];
  let latest = null, opened = false;
  page.filter = filter;
  page.shown = function (result) {
    latest = result;
    panel.hidden = tools.hidden = !result;
    if (!result) return;
    dress(result);
    if (!opened) {
      opened = true;
      panel.open = result.index.total <= AUTOMATIC && matchMedia("(min-width: 56rem)").matches;
    }
    if (panel.open || result.index.total <= AUTOMATIC) count(result).catch(function () {});
  };
  panel.addEventListener("toggle", function () { if (panel.open && latest) count(latest).catch(function () {}); });

  async function count(result) {
    const state = result.state, known = await named(result.index), groups = {};
    const places = new Map(result.index.blocks.map(function (block) { return [block, []]; }));
    // Each group counts what passes the filters of the others.
    const bare = page.filtered(state) ? await page.search(Object.assign({}, state, { filters: { a: [], y: [], k: [], t: [], v: [], f: state.filters.f } }), true) : result;
    for (const place of bare.order.slice(0, bare.order.length)) places.get(place.block).push(place.id);
    for (const group of GROUPS) groups[group[0]] = new Map();
    await Promise.all(result.index.blocks.map(async function (block) {
      const column = await columns(block);
      for (const group of GROUPS) {
        const key = group[0], pass = await filter(block, state.filters, key);
        for (const id of places.get(block)) {
          const value = pass[id] && column[key](id);
          if (!value) continue;
          groups[key].set(value, (groups[key].get(value) || 0) + 1);
          if (key === "a") for (let at = value.lastIndexOf("/"); at > 0; at = value.lastIndexOf("/", at - 1)) {
            const above = value.slice(0, at);
            if (known.a.has(above)) groups.a.set(above, (groups.a.get(above) || 0) + 1);
          }
        }
      }
    }));
    if (latest !== result) return;
    draw(result, groups, known);
  }

  function draw(result, groups, known) {
    const state = result.state, focus = document.activeElement && document.activeElement.id;
    const box = panel.querySelector("div");
    box.replaceChildren();
    for (const group of GROUPS) {
      const key = group[0], values = groups[key];
      for (const wanted of state.filters[key]) if (!values.has(wanted)) values.set(wanted, 0);
      if (!values.size) continue;
      const label = { a: function (v) { return known.a.get(v) || v; }, t: function (v) { return known.t.get(v) || v; }, y: function (v) { return v + "年"; }, k: function (v) { return page.KINDS[+v]; }, v: function (v) { return page.VALIDITY[v]; } }[key];
      const order = Array.from(values.keys());
      if (key === "a") { const place = Array.from(known.a.keys()); order.sort(function (x, y) { return place.indexOf(x) - place.indexOf(y); }); }
      else if (key === "y") order.sort().reverse();
      else order.sort(function (x, y) { return values.get(y) - values.get(x); });
      const set = el("fieldset", {}, el("legend", {}, group[1]));
      for (const value of order.slice(0, 600)) {
        const tick = el("input", { type: "checkbox", id: "filter-" + key + "-" + value });
        tick.checked = state.filters[key].indexOf(value) >= 0;
        tick.addEventListener("change", function () {
          const now = state.filters[key].filter(function (one) { return one !== value; });
          page.go({ filters: Object.assign({}, state.filters, { [key]: tick.checked ? now.concat(value) : now }) });
        });
        const depth = key === "a" ? order.filter(function (other) { return value.startsWith(other + "/"); }).length : 0;
        set.append(el("label", { class: "depth-" + Math.min(depth, 4) }, tick, label(value), el("span", { class: "count" }, (result.sure ? "" : "约 ") + values.get(value))));
      }
      box.append(set);
    }
    box.append(figures(result));
    if (focus && focus.indexOf("filter-") === 0 && document.getElementById(focus)) document.getElementById(focus).focus();
  }

  // 新收 > 100: a row of the reports, a sign, a number.
  function figures(result) {
    const state = result.state, set = el("fieldset", { class: "figures" }, el("legend", {}, "年报数据"));
    const row = el("select", { id: "filter-row", "aria-label": "项目" }), sign = el("select", { id: "filter-sign", "aria-label": "比较" });
    const number = el("input", { id: "filter-number", type: "number", step: "any", "aria-label": "数值", value: "0" });
    [[">", "大于"], [">=", "不少于"], ["=", "等于"], ["<=", "不多于"], ["<", "小于"]].forEach(function (one) { sign.append(el("option", { value: one[0] }, one[1])); });
    const add = el("button", { id: "filter-add", type: "button" }, "添加");
    const set2 = function (f) { page.go({ filters: Object.assign({}, state.filters, { f: f }) }); };
    add.addEventListener("click", function () { if (row.value && number.value !== "") set2(state.filters.f.concat(row.value + sign.value + number.value)); });
    Promise.all(result.index.blocks.map(rows)).then(function (tables) {
      const seen = new Map();
      tables.forEach(function (table) { table.rows.forEach(function (one, key) { seen.set(key, one); }); });
      let group = null;
      seen.forEach(function (one, key) {
        if (!group || group.label !== one.caption) { group = el("optgroup", { label: one.caption }); row.append(group); }
        group.append(el("option", { value: key }, one.label));
      });
      if (!seen.size) set.hidden = true;
      state.filters.f.forEach(function (wish) {
        const part = WISH.exec(wish) || [wish, wish, "", ""], one = seen.get(part[1]);
        const off = el("button", { type: "button", class: "chip" }, (one ? one.label : part[1]) + " " + part[2] + " " + part[3] + "　×");
        off.setAttribute("aria-label", "去掉：" + off.textContent);
        off.addEventListener("click", function () { add.focus(); set2(state.filters.f.filter(function (other) { return other !== wish; })); });
        set.append(off);
      });
    }).catch(function () { set.hidden = true; });
    set.append(row, sign, number, add);
    return set;
  }

  // The tools are made once, so that the focus stays on them.
  const sort = el("select", { "aria-label": "排序" }, el("option", { value: "fit" }, "按相关程度"), el("option", { value: "date" }, "按日期"));
  const save = el("button", { type: "button" }, "下载结果（CSV）"), off = el("button", { type: "button" }, "清除筛选");
  tools.append(sort, save, off);
  sort.addEventListener("change", function () { page.go({ sort: sort.value }); });
  save.addEventListener("click", async function () {
    save.disabled = true;
    try { await exported(latest); } catch (error) { page.status.textContent = "没有取到检索数据，请再试一次。"; }
    save.disabled = false;
    save.focus();
  });
  off.addEventListener("click", function () { (sort.hidden ? input : sort).focus(); page.go({ filters: { a: [], y: [], k: [], t: [], v: [], f: [] } }); });
  function dress(result) {
    sort.value = result.state.sort;
    off.hidden = !page.filtered(result.state);
    sort.hidden = save.hidden = !result.all;
  }

  // A spreadsheet must not take a title for a formula.
  function cell(text) {
    const safe = /^[=+\-@\t\r]/.test(text || "") ? "'" + text : text || "";
    return "\"" + safe.replace(/"/g, "\"\"") + "\"";
  }
  async function exported(result) {
    await page.look(result, EXPORTED);
    const lines = [["标题", "机关", "类别", "年度", "发布日期", "有效性", "文号等", "地址"]];
    for (const answer of result.found.slice(0, EXPORTED)) {
      const r = answer.record;
      lines.push([r.t, r.n, page.KINDS[+r.k], r.y, r.d, page.VALIDITY[r.v], r.m.join("；"), new URL(form.dataset.base + r.u, location.href).href]);
    }
    const text = "\ufeff" + lines.map(function (line) { return line.map(cell).join(","); }).join("\r\n") + "\r\n";
    const link = el("a", { href: URL.createObjectURL(new Blob([text], { type: "text/csv" })), download: "search.csv" });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 10000);
    if (!result.done || result.found.length > EXPORTED) page.status.textContent = "已下载前 " + Math.min(result.found.length, EXPORTED) + " 条。";
  }

  // Suggestions: terms that hold what is typed, or are read so.
  async function suggestions() {
    const index = await page.current();
    return find.kept(index, "terms", async function () {
      const text = await find.text(index.suggest.name, index.suggest.bytes);
      return text.split("\n").filter(Boolean).map(function (line) {
        const part = line.split("\t"), sounds = part[1].split(" ");
        const spelt = sounds.map(function (_, at) { return sounds.slice(at).join(""); });
        const initials = sounds.map(function (sound) { return sound[0]; }).join("");
        return { term: part[0], folded: find.fold(part[0]).text, spelt: spelt, initials: initials };
      });
    });
  }
  async function matching(typed) {
    const word = find.fold(typed).text, sound = word.replace(/[ '"-]/g, "");
    if (!word) return [];
    const latin = /^[a-z]{2,}$/.test(sound), found = [];
    for (const one of await suggestions()) {
      const at = one.folded.indexOf(word);
      let fit = at === 0 ? 0 : at > 0 ? 1 : 9;
      if (latin && fit === 9) {
        if (one.spelt.length && one.spelt[0].startsWith(sound)) fit = 2;
        else if (one.initials.startsWith(sound)) fit = 3;
        else if (one.spelt.some(function (rest) { return rest.startsWith(sound); })) fit = 4;
        else if (one.initials.includes(sound)) fit = 5;
      }
      if (fit < 9) found.push({ fit: fit, term: one.term });
    }
    found.sort(function (a, b) { return a.fit - b.fit; });
    return found.slice(0, SUGGESTED).map(function (one) { return one.term; });
  }

  const list = document.getElementById("search-suggestions");
  let active = -1;
  function close() {
    list.hidden = true;
    list.replaceChildren();
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }
  function offer(words, past) {
    close();
    words.forEach(function (word, at) {
      const option = el("li", { role: "option", id: "suggestion-" + at, "aria-selected": "false" }, word);
      option.addEventListener("mousedown", function (event) { event.preventDefault(); take(word); });
      list.append(option);
    });
    if (past && words.length) {
      const clear = el("li", { role: "option", id: "suggestion-" + words.length, class: "clear", "aria-selected": "false" }, "清除最近的检索");
      clear.addEventListener("mousedown", function (event) { event.preventDefault(); forget(); });
      list.append(clear);
    }
    list.hidden = !words.length;
    input.setAttribute("aria-expanded", String(words.length > 0));
  }
  // Closes, and lets nothing that is still being looked for open it again.
  function dismiss() { turn++; close(); }
  function take(word) { input.value = word; dismiss(); keep(word); page.go({ q: word }); }
  function mark(to) {
    const options = list.children;
    if (!options.length) return;
    if (active >= 0) options[active].setAttribute("aria-selected", "false");
    active = (to + options.length) % options.length;
    options[active].setAttribute("aria-selected", "true");
    input.setAttribute("aria-activedescendant", options[active].id);
    options[active].scrollIntoView({ block: "nearest" });
  }
  let turn = 0;
  async function suggest() {
    const own = ++turn, typed = input.value.trim();
    const words = typed ? await matching(typed).catch(function () { return []; }) : past();
    if (own === turn && document.activeElement === input) offer(words.filter(function (word) { return word !== typed; }), !typed);
  }
  input.addEventListener("input", function (event) { if (!event.isComposing) suggest(); });
  input.addEventListener("focus", suggest);
  input.addEventListener("blur", dismiss);
  input.addEventListener("keydown", function (event) {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) suggest().then(function () { mark(0); });
      else mark(active < 0 && event.key === "ArrowUp" ? -1 : active + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      const chosen = list.children[active];
      if (chosen.classList.contains("clear")) forget(); else take(chosen.textContent);
    } else if (event.key === "Escape") {
      event.preventDefault();
      if (list.hidden && input.value) { input.value = ""; page.go({ q: "" }, true); }
      dismiss();
    }
  });
  page.kept = function (word) { dismiss(); keep(word); };

  // The last searches stay on this device.
  const PAST = "last-searches";
  function past() {
    try { return JSON.parse(localStorage.getItem(PAST) || "[]").filter(function (one) { return typeof one === "string"; }).slice(0, KEPT); } catch (error) { return []; }
  }
  function keep(word) {
    if (!word) return;
    try { localStorage.setItem(PAST, JSON.stringify([word].concat(past().filter(function (one) { return one !== word; })).slice(0, KEPT))); } catch (error) { return; }
  }
  function forget() { try { localStorage.removeItem(PAST); } catch (error) { return; } dismiss(); }

  // Nothing was found: terms that sound so, the query without one of its terms, the longest parts of a term; numbers and
  // words are not cut. Only what has been found is offered, and only what says something: 3号 and 2024 do not.
  const WORTH = /\p{Script=Han}.*\p{Script=Han}|[a-z]{2}/iu;
  page.meant = async function (result) {
    const tries = [], offers = [], wanted = result.terms.filter(function (term) { return !term.not; });
    const add = function (q) { q = q.replace(/^[-\s]+|\s+$/g, ""); if (WORTH.test(q) && q !== result.state.q && tries.indexOf(q) < 0) tries.push(q); };
    for (const word of result.state.q.split(/\s+/)) if (/^[a-z']{2,}$/i.test(word)) (await matching(word)).slice(0, 4).forEach(add);
    if (wanted.length > 1) wanted.forEach(function (term) { add(wanted.filter(function (other) { return other !== term; }).map(function (other) { return other.text; }).join(" ")); });
    for (const term of wanted.slice(0, 3)) {
      const parts = term.text.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
      if (parts.length > 1) { add(parts.join(" ")); parts.forEach(add); }
      const signs = (parts[0] || "").match(/\p{N}+|\p{Script=Han}|\p{L}+/gu) || [];
      for (let n = signs.length - 1; n >= 1; n--) { add(signs.slice(0, n).join("")); add(signs.slice(-n).join("")); }
    }
    for (const q of tries.slice(0, 16)) {
      if (offers.length >= 4 || latest !== result) break;
      const found = await page.search({ q: q, sort: "fit", page: 1, filters: result.state.filters });
      if (found.order.length) await page.look(found, 1);
      if (found.found.length) offers.push(q);
    }
    if (latest !== result || !offers.length) return;
    const box = el("p", { class: "meant" }, "您要找的可能是：");
    offers.forEach(function (q) {
      const link = el("a", { href: "?q=" + encodeURIComponent(q) }, q);
      link.addEventListener("click", function (event) { event.preventDefault(); input.value = q; page.go({ q: q }); });
      box.append(link, " ");
    });
    page.status.append(box);
  };
  if (document.activeElement === input) suggest();
})();
