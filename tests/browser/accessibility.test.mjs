// axe-core finds nothing to mend on any kind of page, light or dark, wide or narrow, in the elder mode and in high contrast.

import assert from "node:assert/strict";
import { test } from "node:test";
import axe from "axe-core";
import { DESK, PAGES, PHONE, portal, toggle } from "./portal.mjs";

const site = portal();

/** All rules that axe follows by default, best practice included, and one of WCAG 2.2 that it leaves off. */
const OPTIONS = { rules: { "target-size": { enabled: true } }, resultTypes: ["violations"] };

const DRESSES = [
  { dress: "light, 1440 px", options: { viewport: DESK, colorScheme: "light" } },
  { dress: "light, 360 px", options: { viewport: PHONE, colorScheme: "light" } },
  { dress: "dark, 1440 px", options: { viewport: DESK, colorScheme: "dark" } },
  { dress: "dark, 360 px", options: { viewport: PHONE, colorScheme: "dark" } },
  { dress: "elder mode", options: { viewport: DESK }, chosen: "elder" },
  { dress: "high contrast", options: { viewport: PHONE }, chosen: "contrast" },
];

for (const { dress, options, chosen } of DRESSES) {
  for (const { name, at } of PAGES) {
    test(`${name}, ${dress}`, async () => {
      await site.open(options, async (page) => {
        // A script that the browser itself adds; the page's own policy stays in force.
        await page.addInitScript(axe.source);
        await page.goto(site.url + at);
        if (chosen) await toggle(page, chosen);
        const { passes, violations } = await page.evaluate((options) => axe.run(document, options), OPTIONS);
        assert.ok(passes.length > 10, "axe found nothing to look at");
        assert.deepEqual(violations.flatMap(spell), []);
      });
    });
  }
}

/** One line for each element that breaks a rule. */
function spell({ id, nodes }) {
  return nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")}: ${failureSummary.replace(/\s+/g, " ")}`);
}
