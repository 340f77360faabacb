// axe-core finds nothing to mend on any kind of page, light or dark, wide or narrow.

import assert from "node:assert/strict";
import { test } from "node:test";
import axe from "axe-core";
import { DESK, PAGES, PHONE, portal } from "./portal.mjs";

const site = portal();

/** All rules that axe follows by default, best practice included, and one of WCAG 2.2 that it leaves off. */
const OPTIONS = { rules: { "target-size": { enabled: true } }, resultTypes: ["violations"] };

for (const colorScheme of ["light", "dark"]) {
  for (const viewport of [DESK, PHONE]) {
    for (const { name, at } of PAGES) {
      test(`${name}, ${colorScheme}, ${viewport.width} px`, async () => {
        await site.open({ viewport, colorScheme }, async (page) => {
          // A script that the browser itself adds; the page's own policy stays in force.
          await page.addInitScript(axe.source);
          await page.goto(site.url + at);
          const { passes, violations } = await page.evaluate((options) => axe.run(document, options), OPTIONS);
          assert.ok(passes.length > 10, "axe found nothing to look at");
          assert.deepEqual(violations.flatMap(spell), []);
        });
      });
    }
  }
}

/** One line for each element that breaks a rule. */
function spell({ id, nodes }) {
  return nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")}: ${failureSummary.replace(/\s+/g, " ")}`);
}
