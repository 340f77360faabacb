// The three statutory tables: their grid, their heads, their cells' addresses, and reading them on a small screen.

import assert from "node:assert/strict";
import { test } from "node:test";
import { DESK, PAGES, PHONE, REPORT, REPORT_2019, portal } from "./portal.mjs";

const site = portal();

/** In the page: a table laid out on its grid. `faults` are places that two cells share or none fills. */
function layOut(table) {
  const taken = [];
  const faults = [];
  [...table.rows].forEach((row, y) => {
    let x = 0;
    for (const cell of row.cells) {
      while (taken[y]?.[x]) x += 1;
      for (let down = 0; down < cell.rowSpan; down += 1) {
        for (let right = 0; right < cell.colSpan; right += 1) {
          taken[y + down] ??= [];
          if (taken[y + down][x + right]) faults.push(`row ${y + down + 1}, column ${x + right + 1} is taken twice`);
          taken[y + down][x + right] = true;
        }
      }
      x += cell.colSpan;
    }
  });
  const columns = Math.max(...taken.map((row) => row.length));
  taken.forEach((row, y) => {
    for (let x = 0; x < columns; x += 1) if (!row[x]) faults.push(`row ${y + 1}, column ${x + 1} is empty`);
  });
  if (taken.length !== table.rows.length) faults.push("a span reaches below the last row");
  const rows = (sections) => [...sections].reduce((sum, section) => sum + section.rows.length, 0);
  return { columns, heads: rows(table.tHead ? [table.tHead] : []), body: rows(table.tBodies), faults };
}

/** In the page: what is wrong with the heads that a table's figures name. */
function wrongHeads(table) {
  const found = [];
  const figures = table.querySelectorAll("td:not(.corner)");
  if (figures.length === 0) found.push("no figures");
  for (const figure of figures) {
    if (!/^[a-z]+\.[a-z_]+\.[a-z_]+$/.test(figure.id)) found.push(`a figure's id is “${figure.id}”`);
    const ids = (figure.getAttribute("headers") ?? "").split(/\s+/).filter(Boolean);
    if (ids.length < 2) found.push(`${figure.id} names ${ids.length} heads`);
    for (const id of ids) {
      const head = document.getElementById(id);
      if (head?.tagName !== "TH" || !table.contains(head)) found.push(`${figure.id} names ${id}, no head of its table`);
    }
  }
  return found;
}

test("table three has ten columns, three rows of heads and twenty-five of figures", async () => {
  await site.open({}, async (page) => {
    await page.goto(site.url + REPORT);
    const grid = await page.locator("table.table-applications").evaluate(layOut);
    assert.deepEqual(grid, { columns: 10, heads: 3, body: 25, faults: [] });
  });
});

for (const { name, at } of PAGES.filter((page) => page.kind === "report")) {
  test(`${name}: three tables without holes, and every figure names its heads`, async () => {
    await site.open({}, async (page) => {
      await page.goto(site.url + at);
      const tables = await page.locator("table.statutory").all();
      assert.equal(tables.length, 3);
      for (const table of tables) {
        assert.deepEqual((await table.evaluate(layOut)).faults, []);
        assert.deepEqual(await table.evaluate(wrongHeads), []);
        assert.notEqual((await table.locator("caption").innerText()).trim(), "");
      }
    });
  });
}

test("a figure is read out with its row and its column", async () => {
  await site.open({}, async (page) => {
    await page.goto(site.url + REPORT);
    const heads = await page.evaluate(() => {
      const figure = document.getElementById("applications.granted.natural");
      return figure.getAttribute("headers").split(" ").map((id) => document.getElementById(id).textContent);
    });
    for (const words of ["（一）予以公开", "自然人"]) {
      assert.ok(heads.some((head) => head.includes(words)), `${words} is not among ${heads.join(" | ")}`);
    }
  });
});

for (const viewport of [DESK, PHONE]) {
  for (const at of [REPORT, REPORT_2019]) {
    test(`${at}#applications.granted.total opens on that figure, ${viewport.width} px wide`, async () => {
      await site.open({ viewport }, async (page) => {
        await page.goto(`${site.url}${at}#applications.granted.total`);
        const figure = page.locator('[id="applications.granted.total"]');
        assert.equal(await figure.evaluate((cell) => cell.tagName), "TD");
        assert.ok(await figure.evaluate((cell) => cell.matches(":target")));
        assert.ok(await figure.evaluate(isInSight), "the figure is out of sight");
        assert.ok((await page.evaluate(() => window.scrollY)) > 0);
      });
    });
  }
}

/** In the page: whether all of an element lies in the window and in the box that scrolls it. */
function isInSight(element) {
  const inner = element.getBoundingClientRect();
  const inside = (outer) =>
    inner.top >= outer.top - 1 && inner.bottom <= outer.bottom + 1 && inner.left >= outer.left - 1 && inner.right <= outer.right + 1;
  const root = { top: 0, left: 0, right: window.innerWidth, bottom: window.innerHeight };
  return inside(root) && inside(element.closest(".table-scroll").getBoundingClientRect());
}

for (const at of [REPORT, REPORT_2019]) {
  test(`${at}: each wide table is a named region that the keyboard can reach and scroll at 360 px`, async () => {
    await site.open({ viewport: PHONE }, async (page) => {
      await page.goto(site.url + at);
      const regions = await page.locator(".table-scroll").all();
      assert.equal(regions.length, 3);
      const names = [];
      for (const region of regions) {
        assert.equal(await region.getAttribute("role"), "region");
        assert.equal(await region.getAttribute("tabindex"), "0");
        names.push(await region.getAttribute("aria-label"));
        await region.focus();
        assert.ok(await region.evaluate((element) => element === document.activeElement));
        const room = await region.evaluate((element) => element.scrollWidth - element.clientWidth);
        if (room <= 0) continue;
        await page.keyboard.press("ArrowRight");
        await page.waitForFunction((element) => element.scrollLeft > 0, await region.elementHandle(), { timeout: 5000 });
      }
      assert.equal(new Set(names.filter(Boolean)).size, 3, `names: ${names}`);
      const applications = page.locator(".table-scroll", { has: page.locator(".table-applications") });
      assert.ok(await applications.evaluate((element) => element.scrollWidth > element.clientWidth), "table three fits a phone?");
    });
  });
}
