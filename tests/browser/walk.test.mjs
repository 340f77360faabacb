// A citizen looks for one agency's report, by clicking.

import assert from "node:assert/strict";
import { test } from "node:test";
import { DESK, PAGES, PHONE, REPORT, kindsBuilt, portal } from "./portal.mjs";

const site = portal();

test("these tests look at every kind of page that the portal holds", () => {
  assert.deepEqual([...new Set(PAGES.map((page) => page.kind))].sort(), kindsBuilt());
});

for (const viewport of [DESK, PHONE]) {
  test(`from the home page to an agency's report of 2024, ${viewport.width} px wide`, async () => {
    await site.open({ viewport }, async (page) => {
      await page.goto(site.url);
      await page.getByRole("main").getByRole("link", { name: "示例区财政局", exact: true }).click();
      await page.waitForURL(`${site.url}shili/caizheng/`);
      assert.equal(await page.getByRole("heading", { level: 1 }).innerText(), "示例区财政局");

      await page.getByRole("link", { name: "示例区财政局2024年政府信息公开工作年度报告", exact: true }).click();
      await page.waitForURL(site.url + REPORT);
      assert.equal(await page.getByRole("heading", { level: 1 }).innerText(), "示例区财政局2024年政府信息公开工作年度报告");
      assert.equal(await page.getByRole("table").count(), 3);

      const trail = page.getByRole("navigation", { name: "当前位置" });
      await trail.getByRole("link", { name: "示例区财政局", exact: true }).click();
      await page.waitForURL(`${site.url}shili/caizheng/`);
      await page.getByRole("navigation", { name: "主导航" }).getByRole("link", { name: "首页" }).click();
      await page.waitForURL(site.url);
    });
  });
}

test("from the list of years to a report", async () => {
  await site.open({}, async (page) => {
    await page.goto(site.url);
    await page.getByRole("navigation", { name: "主导航" }).getByRole("link", { name: "政府信息公开年报" }).click();
    await page.waitForURL(`${site.url}years/`);
    await page.getByRole("main").getByRole("link", { name: "2024年" }).click();
    await page.waitForURL(`${site.url}years/2024/`);
    const row = page.getByRole("row").filter({ has: page.getByRole("link", { name: "示例区财政局", exact: true }) });
    await row.getByRole("link").nth(1).click();
    await page.waitForURL(site.url + REPORT);
  });
});

test("an unknown address leads back to the portal, however deep it lies", async () => {
  const address = `${site.url}shili/mei-you/zhe-ge/`;
  const expected = [
    `status 404: ${address}`,
    "console error: Failed to load resource: the server responded with a status of 404 (Not Found)",
  ];
  const visit = async (page) => {
    assert.equal((await page.goto(address)).status(), 404);
    assert.equal(await page.getByRole("heading", { level: 1 }).innerText(), "没有找到页面");
    await page.getByRole("main").getByRole("link").first().click();
    await page.waitForURL(site.url);
  };
  await site.open({}, visit, { expected });
});

for (const { name, kind, at } of PAGES) {
  test(`${name}: a page of its kind, with one main heading and no dead reference inside`, async () => {
    await site.open({}, async (page) => {
      await page.goto(site.url + at);
      assert.equal(await page.locator("body").getAttribute("class"), `page-${kind}`);
      assert.equal(await page.getByRole("heading", { level: 1 }).count(), 1);
      assert.deepEqual(await page.evaluate(deadReferences), []);
    });
  });
}

/** In the page: links to a place on the same page, and references by id, that lead nowhere; and ids used twice. */
function deadReferences() {
  const found = [];
  for (const link of document.querySelectorAll('a[href^="#"]')) {
    const id = decodeURIComponent(link.getAttribute("href").slice(1));
    if (!document.getElementById(id)) found.push(`no #${id} for the link “${link.textContent}”`);
  }
  for (const attribute of ["aria-labelledby", "aria-describedby", "aria-controls", "for", "headers"]) {
    for (const element of document.querySelectorAll(`[${attribute}]`)) {
      for (const id of element.getAttribute(attribute).split(/\s+/)) {
        if (!document.getElementById(id)) found.push(`no #${id} for ${attribute} of ${element.tagName.toLowerCase()}`);
      }
    }
  }
  const seen = new Set();
  for (const { id } of document.querySelectorAll("[id]")) {
    if (seen.has(id)) found.push(`#${id} stands twice`);
    seen.add(id);
  }
  return found;
}
