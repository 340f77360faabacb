// Pictures for people to look at: each page in each dress. Only with GONGKAI_SHOTS=FOLDER.

import { mkdirSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { DESK, PAGES, PAPER, PHONE, chooseSize, portal, toggle } from "./portal.mjs";

const folder = process.env.GONGKAI_SHOTS;

const DRESSES = {
  1440: { viewport: DESK },
  360: { viewport: PHONE },
  dark: { viewport: DESK, colorScheme: "dark" },
  huge: { viewport: PHONE },
  elder: { viewport: DESK },
  contrast: { viewport: DESK },
  print: { viewport: PAPER },
};

if (folder) {
  const site = portal();
  mkdirSync(folder, { recursive: true });
  for (const { name, at } of PAGES) {
    for (const [dress, options] of Object.entries(DRESSES)) {
      test(`${name}, ${dress}`, async () => {
        await site.open(options, async (page) => {
          await page.goto(site.url + at);
          if (dress === "huge") await chooseSize(page, "huge");
          if (dress === "elder" || dress === "contrast") await toggle(page, dress);
          if (dress === "print") await page.emulateMedia({ media: "print" });
          await page.screenshot({ path: path.join(folder, `${name}-${dress}.png`), fullPage: true });
        });
      });
    }
  }
} else {
  test("pictures of each page", { skip: "GONGKAI_SHOTS names no folder" }, () => {});
}
