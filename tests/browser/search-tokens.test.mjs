// The browser folds and cuts as the program does: both are held to tests/cases/tokens.json and folds.txt.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { portal } from "./portal.mjs";

const site = portal();
const shared = (name) => readFileSync(new URL(`../cases/${name}`, import.meta.url), "utf8");
const VARIANTS = readFileSync(new URL("../../src/search/variants.txt", import.meta.url), "utf8");

/** Opens the search page with every traditional character known, as after a query that needs them. */
async function withSearch(visit) {
  await site.open({}, async (page) => {
    await page.goto(`${site.url}search/`);
    await page.evaluate((lines) => {
      for (const line of lines) {
        const all = Array.from(line);
        window.gongkaiSearch.learn(all.slice(1).map((from) => from + all[0]).join(""));
      }
    }, VARIANTS.split("\n").filter((line) => line && !line.startsWith("#")));
    await visit(page);
  });
}

test("texts fold as the program folds them", async () => {
  const cases = JSON.parse(shared("tokens.json"));
  await withSearch(async (page) => {
    const folded = await page.evaluate((texts) => texts.map((text) => window.gongkaiSearch.fold(text).text), cases.map((one) => one.text));
    assert.deepEqual(folded, cases.map((one) => one.folded));
    assert.ok(cases.length > 20);
  });
});

test("a query asks only for grams that the program has cut", async () => {
  const cases = JSON.parse(shared("tokens.json"));
  await withSearch(async (page) => {
    const asked = await page.evaluate((texts) => texts.map((text) => {
      const chars = Array.from(text), found = [];
      for (let from = 0; from < chars.length; from++) {
        for (let to = from + 1; to <= chars.length; to++) {
          const part = window.gongkaiSearch.fold(chars.slice(from, to).join("")).text;
          const { grams, rest } = window.gongkaiSearch.plan(part);
          // Of a three that was not cut the browser asks for the pairs.
          found.push([part, grams.concat(rest).flatMap((gram) => window.gongkaiSearch.pairs(gram) || [gram])]);
        }
      }
      return found;
    }), cases.map((one) => one.text));
    let count = 0;
    asked.forEach((parts, at) => {
      for (const [part, grams] of parts) {
        for (const gram of grams) {
          assert.ok(cases[at].grams.includes(gram), `${JSON.stringify(gram)}, asked for by ${JSON.stringify(part)}, is cut from ${JSON.stringify(cases[at].text)}`);
          count++;
        }
      }
    });
    assert.ok(count > 1000);
  });
});

test("every character folds as the program folds it", async () => {
  const newer = shared("folds-newer.txt").split("\n").filter((line) => !line.startsWith("#")).join(" ").trim().split(/\s+/)
    .map((code) => parseInt(code, 16));
  const sums = shared("folds.txt").trim().split("\n").map((line) => line.split(" "));
  await withSearch(async (page) => {
    for (const [first, sum] of sums) {
      const folded = await page.evaluate(([from, newer]) => {
        let out = "";
        for (let code = from; code < from + 0x1000; code++) {
          if ((code >= 0xd800 && code < 0xe000) || newer.includes(code)) continue;
          out += `${window.gongkaiSearch.fold(`a${String.fromCodePoint(code)}b`).text}\n`;
        }
        return out;
      }, [parseInt(first, 16), newer]);
      const found = createHash("sha256").update(folded).digest("hex").slice(0, 16);
      assert.equal(found, sum, `the characters from U+${first} on fold otherwise`);
    }
  });
});
