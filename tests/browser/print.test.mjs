// On paper: black on white, no navigation, and tables that fit an A4 page.

import assert from "node:assert/strict";
import { test } from "node:test";
import { PAGES, PAPER, REPORT, REPORT_2019, chooseSize, portal } from "./portal.mjs";

const site = portal();

for (const { name, at } of PAGES) {
  test(`${name} on paper: no navigation, nothing wider than the page, dark ink even from a dark screen`, async () => {
    await site.open({ viewport: PAPER, colorScheme: "dark" }, async (page) => {
      await page.goto(site.url + at);
      await page.emulateMedia({ media: "print" });
      assert.deepEqual(await page.evaluate(stillShown), []);
      assert.ok(await page.getByRole("heading", { level: 1 }).isVisible());
      assert.deepEqual(await page.evaluate(wider), []);
      const [ink, paper] = await page.evaluate(() => {
        const style = getComputedStyle(document.body);
        return [style.color, style.backgroundColor];
      });
      assert.deepEqual([ink, paper], ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]);
      assert.deepEqual(await page.evaluate(paleText), []);
    });
  });
}

/** In the page: parts for the screen alone that would be printed. */
function stillShown() {
  const parts = [...document.querySelectorAll("body > header, nav, .skip, #display, body > footer")];
  return parts.filter((part) => part.checkVisibility()).map((part) => `${part.tagName.toLowerCase()}.${part.className}`);
}

/** In the page: what reaches beyond the right edge of the paper. */
function wider() {
  const found = [];
  if (document.documentElement.scrollWidth > innerWidth) found.push(`the page: ${document.documentElement.scrollWidth} px`);
  for (const element of document.querySelectorAll("main table, main img, main pre, main .table-scroll")) {
    const { right } = element.getBoundingClientRect();
    const hidden = element.scrollWidth - element.clientWidth;
    const name = `${element.tagName.toLowerCase()}.${element.className}`;
    if (right > innerWidth + 0.5) found.push(`${name} ends at ${Math.round(right)} px`);
    if (hidden > 1 && element.tagName !== "TABLE") found.push(`${name} hides ${hidden} px`);
  }
  return found;
}

/** In the page: words too pale for white paper (a contrast below 4.5). */
function paleText() {
  const found = new Set();
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !element.checkVisibility()) continue;
    const [red, green, blue] = getComputedStyle(element).color.match(/[\d.]+/g).map((part) => {
      const share = Number(part) / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    const contrast = 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05);
    if (contrast < 4.5) found.add(`${element.tagName.toLowerCase()}.${element.className}: ${contrast.toFixed(2)}`);
  }
  return [...found];
}

test("text made huge on the screen does not widen what is printed", async () => {
  await site.open({ viewport: PAPER }, async (page) => {
    await page.goto(site.url + REPORT);
    await chooseSize(page, "huge");
    await page.emulateMedia({ media: "print" });
    assert.deepEqual(await page.evaluate(wider), []);
  });
});

for (const at of [REPORT, REPORT_2019]) {
  test(`${at} becomes a PDF of a few A4 pages`, async () => {
    await site.open({}, async (page) => {
      await page.goto(site.url + at);
      const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
      assert.ok(pdf.startsWith("%PDF-"));
      const boxes = [...pdf.matchAll(/\/MediaBox\s*\[([\d.\s]+)\]/g)].map((box) => box[1].trim().split(/\s+/).map(Number));
      assert.ok(boxes.length >= 2 && boxes.length <= 12, `${boxes.length} pages`);
      for (const [, , width, height] of boxes) {
        assert.ok(Math.abs(width - 595) < 2 && Math.abs(height - 842) < 2, `a page of ${width} × ${height} points`);
      }
    });
  });
}
