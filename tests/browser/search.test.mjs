// The search page as readers use it: what they type, what they get, and what happens when something goes wrong.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { PHONE, SITE, portal } from "./portal.mjs";

const site = portal();
const JUDGED = readFileSync(new URL("search-judged.txt", import.meta.url), "utf8")
  .split("\n").filter((line) => line && !line.startsWith("#"));

/** Opens the search page with a query in its address and waits until it has been answered. */
async function ask(page, q, more = "") {
  await page.goto(`${site.url}search/?q=${encodeURIComponent(q)}${more}`);
  await answered(page);
}

/** Waits until a count, or that there is none, stands there and stays. */
async function answered(page) {
  await page.waitForFunction(() => /条结果|没有找到|请输入|没有完成/.test(document.getElementById("search-status").textContent));
}

const status = (page) => page.locator("#search-status").innerText();
const titles = (page) => page.locator("#search-results a.title").allInnerTexts();
const targets = (page) => page.locator("#search-results a.title").evaluateAll((links) => links.map((link) => link.getAttribute("href")));

test("what readers mean comes first", async () => {
  await site.open({}, async (page) => {
    const missed = [];
    for (const line of JUDGED) {
      const [q, expected, within] = line.split("|");
      await ask(page, q);
      const found = (await targets(page)).slice(0, Number(within)).map((href) => href.replace(/#.*$/, ""));
      if (!found.includes(`/zwgk/${expected}`)) missed.push(`${q}: ${found.join(" ")} instead of ${expected}`);
    }
    assert.deepEqual(missed, []);
    assert.ok(JUDGED.length >= 60);
  });
});

test("a hit leads to its place: a row of a table, a section", async () => {
  await site.open({}, async (page) => {
    await ask(page, "信访举报投诉类申请", "&k=5&y=2022");
    const row = (await targets(page)).find((href) => href.includes("#applications.refused_petition.total"));
    assert.ok(row, "a row's label leads to the row");
    await page.goto(new URL(row, site.url).href);
    assert.equal(await page.evaluate(() => document.querySelector(":target")?.tagName), "TD");
    await ask(page, "重大决策预公开、决策部署落实");
    const [words] = await targets(page);
    const id = decodeURIComponent(/#([^:]*)/.exec(words)[1]);
    await page.goto(new URL(words, site.url).href);
    assert.ok(await page.evaluate((id) => document.getElementById(id), id), `#${id} stands on the page`);
  });
});

test("hits are marked in titles and excerpts, in the page's own spelling", async () => {
  await site.open({}, async (page) => {
    await ask(page, "葉集區融媒");
    assert.deepEqual([...new Set(await page.locator("#search-results mark").allInnerTexts())], ["叶集区融媒"]);
    await ask(page, "示政办[2021]6号");
    assert.ok((await page.locator("#search-results mark").allInnerTexts()).includes("示政办〔2021〕6号"));
  });
});

test("terms must all stand there, quoted ones in one piece, those behind a hyphen not at all", async () => {
  await site.open({}, async (page) => {
    const count = async (q) => {
      await ask(page, q);
      const shown = /共 (\d+) 条/.exec(await status(page));
      return shown ? Number(shown[1]) : 0;
    };
    const all = await count("信访");
    const [both, without] = [await count("信访 法规"), await count("信访 -法规")];
    assert.ok(both > 0 && without > 0);
    assert.equal(both + without, all);
    assert.ok(await count("\"法规与信访科\"") > 0);
    assert.equal(await count("\"信访科与法规\""), 0);
  });
});

test("filters narrow the results, stand in the address, and can be gone back from", async () => {
  await site.open({}, async (page) => {
    await ask(page, "信访");
    const before = await status(page);
    const reports = page.getByLabel(/^年度报告/);
    await reports.waitFor();
    const expected = await reports.locator("xpath=..").locator(".count").innerText();
    await reports.check();
    await page.waitForURL(/k=5/);
    await page.waitForFunction((before) => document.getElementById("search-status").textContent !== before, before);
    assert.equal(await status(page), `共 ${expected} 条结果`);
    await page.getByLabel(/^2024年/).check();
    await page.waitForURL(/y=2024/);
    await page.waitForFunction(() => Array.from(document.querySelectorAll("#search-results .meta")).every((meta) => meta.textContent.includes("2024年")));
    await page.goBack();
    await page.goBack();
    await page.waitForFunction((before) => document.getElementById("search-status").textContent === before, before);
  });
});

test("an agency's filter holds the bodies below it", async () => {
  await site.open({}, async (page) => {
    await ask(page, "政府信息公开", "&a=yejiqu");
    const found = await targets(page);
    assert.ok(found.length > 3);
    assert.ok(found.every((href) => href.startsWith("/zwgk/yejiqu/")), found.join(" "));
  });
});

test("reports are found by their figures", async () => {
  await site.open({}, async (page) => {
    await page.goto(`${site.url}search/?f=${encodeURIComponent("applications.new_received>=20")}`);
    await answered(page);
    const found = /共 (\d+) 条/.exec(await status(page));
    const truth = readdirSync(SITE, { recursive: true }).filter((name) => /\/report\/index\.html$/.test(name)).filter((name) => {
      const cell = /id="applications\.new_received\.total"[^>]*>\s*(?:<[^>]+>)*([\d,.]+)/.exec(readFileSync(path.join(SITE, name), "utf8"));
      return cell && Number(cell[1]) >= 20;
    });
    assert.ok(truth.length > 0);
    assert.equal(Number(found[1]), truth.length);
    assert.match(await page.locator(".figures .chip").innerText(), /新收.*>= 20/);
    await ask(page, "新收≥20");
    assert.equal(Number(/共 (\d+) 条/.exec(await status(page))[1]), truth.length);
    await ask(page, "财政局 新收>=1");
    assert.ok((await titles(page)).every((title) => title.includes("财政局")));
  });
});

test("results can be sorted by date and read page by page", async () => {
  await site.open({}, async (page) => {
    await ask(page, "办法", "&k=6&sort=date");
    const dates = await page.locator("#search-results .meta").allInnerTexts();
    const days = dates.map((text) => /\d{4}-\d\d-\d\d/.exec(text)[0]);
    assert.deepEqual(days, [...days].sort().reverse());
    const first = await titles(page);
    await page.getByRole("link", { name: "下一页" }).click();
    await page.waitForURL(/p=2/);
    await page.waitForFunction((first) => !document.querySelector("#search-results").textContent.includes(first), first[0]);
    assert.ok((await titles(page)).every((title) => !first.includes(title)));
    assert.equal(await page.locator("#search-results").getAttribute("start"), "11");
  });
});

test("the results can be taken away as a table", async () => {
  await site.open({}, async (page) => {
    await ask(page, "应急预案");
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: /CSV/ }).click();
    const text = readFileSync(await (await download).path(), "utf8");
    const lines = text.replace(/\r\n$/, "").split("\r\n");
    assert.ok(text.startsWith("\ufeff"));
    assert.equal(lines[0], "\ufeff\"标题\",\"机关\",\"类别\",\"年度\",\"发布日期\",\"有效性\",\"文号等\",\"地址\"");
    assert.equal(lines.length - 1, Number(/(\d+) 条/.exec(await status(page))[1]));
  });
});

test("suggestions come by Chinese and by pinyin, and are chosen by keyboard", async () => {
  await site.open({}, async (page) => {
    await page.goto(`${site.url}search/`);
    await page.keyboard.press("/");
    assert.equal(await page.evaluate(() => document.activeElement.id), "q");
    for (const [typed, wanted] of [["rongmeiti", "六安市叶集区融媒体中心"], ["yjq", "叶集区政府"], ["财政局", "示例区财政局"]]) {
      await page.fill("#q", "");
      await page.keyboard.type(typed);
      await page.getByRole("option", { name: wanted, exact: true }).waitFor();
    }
    await page.keyboard.press("ArrowDown");
    const chosen = await page.locator("[role=option][aria-selected=true]").innerText();
    assert.equal(await page.locator("#q").getAttribute("aria-activedescendant"), "suggestion-0");
    await page.keyboard.press("Enter");
    await answered(page);
    assert.equal(await page.inputValue("#q"), chosen);
    await page.keyboard.press("Backspace");
    await page.locator("#search-suggestions").waitFor({ state: "visible" });
    await page.keyboard.press("Escape");
    assert.equal(await page.locator("#q").getAttribute("aria-expanded"), "false");
  });
});

test("the last searches stay on the device and can be cleared", async () => {
  await site.open({}, async (page) => {
    await page.goto(`${site.url}search/`);
    await page.fill("#q", "宅基地");
    await page.keyboard.press("Enter");
    await answered(page);
    await page.fill("#q", "");
    await page.getByRole("option", { name: "宅基地" }).waitFor();
    await page.getByRole("option", { name: "清除最近的检索" }).click();
    assert.equal(await page.evaluate(() => localStorage.getItem("last-searches")), null);
  });
});

test("what finds nothing leads to what was probably meant", async () => {
  await site.open({}, async (page) => {
    for (const [q, wanted] of [["rongmeiti", "融媒体"], ["宅基地飞船", "宅基地"], ["宅基地 飞船", "宅基地"]]) {
      await ask(page, q);
      await page.locator("#search-status .meant a").first().waitFor();
      const offers = await page.locator("#search-status .meant a").allInnerTexts();
      assert.ok(offers.some((offer) => offer.includes(wanted)), `${q}: ${offers}`);
    }
  });
});

test("hostile queries are only texts", async () => {
  await site.open({}, async (page) => {
    for (const q of ["<img src=x onerror=alert(1)>", "a".repeat(10000), "。，！", "[.*+?^${}()|\\", "\u202e政府\u200b信息", "\"", "-", "- \"\"", "__proto__ constructor", "😀"]) {
      await ask(page, q.slice(0, 4000), "&p=99999&y=%00&a=../&f=__proto__%3E1");
      await ask(page, q.slice(0, 4000));
      assert.equal(await page.locator("#search-results img, #search-results script").count(), 0);
    }
    await ask(page, "\u202e政府\u200b信息");
    assert.match(await status(page), /条结果/);
  });
});

test("a host without ranges costs bytes, never a result", async () => {
  await site.open({}, async (page) => {
    await ask(page, "预公开");
    const [with_, count] = [await targets(page), await status(page)];
    await page.route("**/search/**", (route) => route.continue({ headers: { ...route.request().headers(), range: "" } }));
    await ask(page, "预公开");
    assert.deepEqual(await targets(page), with_);
    assert.equal(await status(page), count);
  });
});

test("a browser that cannot unpack compressed bytes finds the same", async () => {
  await site.open({}, async (page) => {
    await ask(page, "信访 举报");
    const [found, count] = [await targets(page), await status(page)];
    await page.addInitScript(() => { delete window.DecompressionStream; });
    await ask(page, "信访 举报");
    assert.equal(await page.evaluate(() => typeof window.gongkaiSearch.unpack), "function");
    assert.deepEqual(await targets(page), found);
    assert.equal(await status(page), count);
  });
});

test("a failed request says so and can be tried again", async () => {
  await site.open({}, async (page) => {
    await page.goto(`${site.url}search/`);
    await page.waitForFunction(() => window.gongkaiSearch?.page);
    await page.evaluate(() => window.gongkaiSearch.page.current());
    let fail = true;
    await page.route("**/search/*/p*.bin", (route) => (fail ? route.fulfill({ status: 200, body: "" }) : route.continue()));
    await page.fill("#q", "预公开");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "重试" }).waitFor();
    fail = false;
    await page.getByRole("button", { name: "重试" }).click();
    await page.waitForFunction(() => document.querySelectorAll("#search-results li").length > 0);
  }, { expected: [/./] });
});

test("an index published meanwhile is noticed, and never mixed with the old one", async () => {
  await site.open({}, async (page) => {
    await page.goto(`${site.url}search/`);
    await page.waitForFunction(() => window.gongkaiSearch?.page);
    await page.evaluate(() => window.gongkaiSearch.page.current());
    const block = readFileSync(path.join(SITE, "search/index.txt"), "utf8").split("\n").find((line) => line.startsWith("block ")).split(" ")[1];
    // The old folder is gone; the new one has another name.
    await page.route(`**/search/${block}/**`, (route) => route.fulfill({ status: 404, body: "" }));
    await page.route("**/search/index.txt", async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ response: answer, body: (await answer.text()).replace(block, "f".repeat(16)) });
    });
    await page.route(`**/search/${"f".repeat(16)}/**`, async (route) => {
      await route.fulfill({ response: await route.fetch({ url: route.request().url().replace("f".repeat(16), block) }) });
    });
    await page.fill("#q", "预公开");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => /条结果/.test(document.getElementById("search-status").textContent));
    assert.ok((await targets(page)).length > 0);
  }, { expected: [/404/] });
});

test("without scripts the page is a list to look through, and says so", async () => {
  await site.open({ javaScriptEnabled: false }, async (page) => {
    await page.goto(`${site.url}search/?q=x`);
    assert.match(await page.locator("noscript").innerText(), /没有脚本时/);
    assert.ok(await page.getByRole("link", { name: "示例区财政局", exact: true }).isVisible());
    assert.ok(await page.locator("#search-form").isHidden());
  });
});

test("on a phone nothing is wider than the screen, with suggestions, filters and results open", async () => {
  await site.open({ viewport: PHONE }, async (page) => {
    await ask(page, "信访");
    await page.locator("#search-filters summary").click();
    await page.locator("#search-filters fieldset").first().waitFor();
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.equal(wide, 0);
  });
});
