// Without scripts nothing is lost but the switch for the size of text.

import assert from "node:assert/strict";
import { test } from "node:test";
import { PAGES, PHONE, REPORT, portal } from "./portal.mjs";

const site = portal();

for (const { name, at } of PAGES) {
  test(`${name} without scripts: its heading and text stand there, the switch does not`, async () => {
    await site.open({ javaScriptEnabled: false, viewport: PHONE }, async (page) => {
      await page.goto(site.url + at);
      assert.ok(await page.getByRole("heading", { level: 1 }).isVisible());
      assert.ok((await page.locator("main").innerText()).length > 20);
      assert.equal(await page.locator("#display").isVisible(), false);
    });
  });
}

test("from the home page to a report's tables without scripts", async () => {
  await site.open({ javaScriptEnabled: false }, async (page) => {
    await page.goto(site.url);
    await page.getByRole("main").getByRole("link", { name: "示例区财政局", exact: true }).click();
    await page.getByRole("link", { name: "示例区财政局2024年政府信息公开工作年度报告", exact: true }).click();
    await page.waitForURL(site.url + REPORT);
    for (const table of ["disclosure", "applications", "reviews"]) {
      assert.ok(await page.locator(`table.table-${table}`).isVisible());
    }
    assert.match(await page.locator('[id="applications.granted.total"]').innerText(), /^\d+$/);
  });
});

test("with scripts the switches show: three sizes, the elder mode, high contrast", async () => {
  await site.open({}, async (page) => {
    await page.goto(site.url + REPORT);
    assert.ok(await page.locator("#display").isVisible());
    assert.deepEqual(await page.locator("#display button").allInnerTexts(), ["标准", "大字", "特大", "长者模式", "高对比"]);
  });
});
