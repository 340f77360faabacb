// The published style and script are the theme's own, only smaller.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { fileURLToPath } from "node:url";
import { SITE, portal } from "./portal.mjs";

const THEME = fileURLToPath(new URL("../../themes/default/static", import.meta.url));
const site = portal();

/** Every rule of a style as the browser understood it. */
async function rules(page, text) {
  return page.evaluate((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    const flat = (rules) => [...rules].flatMap((rule) => (rule.cssRules?.length ? [rule.conditionText, ...flat(rule.cssRules)] : [rule.cssText]));
    return flat(sheet.cssRules);
  }, text);
}

function published(stem, ending) {
  const names = readdirSync(path.join(SITE, "assets")).filter((name) => name.startsWith(`${stem}.`) && name.endsWith(ending));
  assert.equal(names.length, 1, `${stem}${ending} is published once`);
  return readFileSync(path.join(SITE, "assets", names[0]), "utf8");
}

for (const stem of ["style", "print"]) {
  test(`the published ${stem} holds the rules of its source`, async () => {
    await site.open({}, async (page) => {
      const source = readFileSync(path.join(THEME, `${stem}.css`), "utf8");
      const small = published(stem, ".css");
      const [expected, found] = [await rules(page, source), await rules(page, small)];
      assert.ok(expected.length > 10);
      assert.deepEqual(found, expected);
      assert.ok(small.length < source.length);
    });
  });
}

test("pages are light: style within 25 KB, script within 15 KB and for the search 20 KB compressed, a report within 60 KB", () => {
  const size = (is, weigh = (bytes) => bytes.length) => readdirSync(path.join(SITE, "assets")).filter((name) => is.test(name))
    .reduce((sum, name) => sum + weigh(readFileSync(path.join(SITE, "assets", name))), 0);
  assert.ok(size(/\.css$/) <= 25 * 1024, `${size(/\.css$/)} bytes of style`);
  assert.ok(size(/^display.*\.js$/) <= 15 * 1024, `${size(/^display.*\.js$/)} bytes of script`);
  const compressed = size(/^search.*\.js$/, (bytes) => gzipSync(bytes).length);
  assert.ok(compressed > 5000 && compressed <= 20 * 1024, `${compressed} bytes of script for the search`);
  const reports = readdirSync(SITE, { recursive: true }).filter((name) => /\/report\/index\.html$/.test(name));
  assert.ok(reports.length > 50);
  for (const report of reports) {
    const bytes = readFileSync(path.join(SITE, report)).length;
    assert.ok(bytes <= 60 * 1024, `${report} has ${bytes} bytes`);
  }
});
