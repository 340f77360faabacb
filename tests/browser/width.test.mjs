// On a small screen a page scrolls up and down only; what is wider scrolls in a box of its own.

import assert from "node:assert/strict";
import { test } from "node:test";
import { DESK, PAGES, PHONE, chooseSize, portal, toggle } from "./portal.mjs";

const site = portal();

/** In the page: how far it is wider than its window, and which elements stick out. */
function sideways() {
  const room = window.innerWidth;
  const over = document.documentElement.scrollWidth - room;
  if (over <= 0) return [];
  const found = [`the page is ${over} px too wide`];
  for (const element of document.body.querySelectorAll("*")) {
    const box = element.getBoundingClientRect();
    const clipped = element.parentElement.closest(".table-scroll, pre");
    if (box.right > room + 0.5 && !clipped) {
      const name = `${element.tagName.toLowerCase()}.${element.className} “${element.textContent.trim().slice(0, 30)}”`;
      found.push(`${name} ends at ${Math.round(box.right)} px`);
    }
  }
  return found;
}

for (const { name, at } of PAGES) {
  test(`${name} does not scroll sideways on a phone, nor at 320 px`, async () => {
    await site.open({ viewport: PHONE }, async (page) => {
      await page.goto(site.url + at);
      assert.deepEqual(await page.evaluate(sideways), []);
      await page.setViewportSize({ width: 320, height: 640 });
      assert.deepEqual(await page.evaluate(sideways), []);
    });
  });
}

test("the largest text, once chosen, lasts on every page and never makes it scroll sideways", async (t) => {
  await site.open({ viewport: PHONE }, async (page) => {
    await page.goto(site.url);
    await chooseSize(page, "huge");
    for (const { name, at } of PAGES) {
      await t.test(name, async () => {
        await page.goto(site.url + at);
        assert.equal(await page.locator("html").getAttribute("data-text-size"), "huge");
        assert.equal(await page.locator('#display [aria-pressed="true"]').getAttribute("data-size"), "huge");
        assert.deepEqual(await page.evaluate(sideways), []);
      });
    }
  });
});

test("the elder mode lasts, is larger and simpler, and never scrolls sideways", async (t) => {
  await site.open({ viewport: PHONE }, async (page) => {
    await page.goto(site.url);
    const size = () => page.evaluate(() => parseFloat(getComputedStyle(document.querySelector("main")).fontSize));
    const before = await size();
    await toggle(page, "elder");
    assert.ok((await size()) >= 1.25 * before);
    for (const { name, at } of PAGES) {
      await t.test(name, async () => {
        await page.goto(site.url + at);
        assert.equal(await page.locator("html").getAttribute("data-elder"), "on");
        assert.deepEqual(await page.evaluate(sideways), []);
      });
    }
    await page.goto(`${site.url}shili/`);
    assert.equal(await page.locator(".trend svg").first().isVisible(), false);
    assert.ok(await page.locator(".trend dl").first().isVisible());
    await page.locator('#display button[data-toggle="elder"]').click();
    assert.equal(await size(), before);
  });
});

test("each size of text is larger than the one before, and the choice can be taken back", async () => {
  await site.open({ viewport: DESK }, async (page) => {
    await page.goto(site.url);
    const sizeOf = () => page.evaluate(() => parseFloat(getComputedStyle(document.querySelector("main")).fontSize));
    const sizes = [];
    for (const size of ["normal", "large", "huge"]) {
      await chooseSize(page, size);
      sizes.push(await sizeOf());
    }
    assert.ok(sizes[0] < sizes[1] && sizes[1] < sizes[2], `sizes ${sizes}`);
    await chooseSize(page, "normal");
    await page.reload();
    assert.equal(await sizeOf(), sizes[0]);
  });
});
