// A reader without a mouse: the way past the navigation, and a focus that can be seen on every link.

import assert from "node:assert/strict";
import { test } from "node:test";
import { DESK, PAGES, PHONE, REPORT, portal } from "./portal.mjs";

const site = portal();

test("the first Tab shows the way to the main text, and Enter takes it", async () => {
  await site.open({}, async (page) => {
    await page.goto(site.url);
    const skip = page.locator("a.skip");
    assert.ok((await skip.boundingBox()).x < 0, "the link shows before it has focus");
    await page.keyboard.press("Tab");
    assert.ok(await skip.evaluate((link) => link === document.activeElement));
    assert.ok((await skip.boundingBox()).x >= 0, "the link has focus but does not show");
    await page.keyboard.press("Enter");
    await page.waitForURL(`${site.url}#main`);
    await page.keyboard.press("Tab");
    assert.ok(await page.evaluate(() => document.getElementById("main").contains(document.activeElement)));
  });
});

for (const colorScheme of ["light", "dark"]) {
  for (const viewport of [DESK, PHONE]) {
    // Every kind of page once; the two with the most kinds of controls in every dress.
    const all = colorScheme === "light" && viewport === DESK;
    const pages = all ? PAGES : PAGES.filter(({ at }) => at === "" || at === REPORT);
    for (const { name, at } of pages) {
      test(`Tab visits every control of ${name} in order, each with an outline, ${colorScheme}, ${viewport.width} px`, async () => {
        await site.open({ colorScheme, viewport }, async (page) => {
          await page.goto(site.url + at);
          const controls = await page.evaluate(markControls);
          assert.ok(controls > 5);
          const visited = [];
          const unseen = [];
          for (let step = 0; step < controls; step += 1) {
            await page.keyboard.press("Tab");
            const { mark, complaint } = await page.evaluate(focusSeen);
            visited.push(mark);
            if (complaint) unseen.push(complaint);
          }
          assert.deepEqual(visited, [...Array(controls).keys()].map(String));
          assert.deepEqual(unseen, []);
        });
      });
    }
  }
}

/** In the page: numbers everything that should take the focus, in the order of the document. */
function markControls() {
  const all = [...document.querySelectorAll('a[href], button, input, select, summary, [tabindex="0"]')];
  const shown = all.filter((element) => element.checkVisibility());
  shown.forEach((element, index) => element.setAttribute("data-mark", index));
  return shown.length;
}

/** In the page: which control has the focus, and why its outline cannot be seen, if so. */
function focusSeen() {
  const element = document.activeElement;
  const style = getComputedStyle(element);
  const mark = element.getAttribute("data-mark");
  const name = `${element.tagName.toLowerCase()} “${element.textContent.trim().slice(0, 30)}”`;
  const width = parseFloat(style.outlineWidth);
  if (style.outlineStyle === "none" || width < 2) return { mark, complaint: `${name}: no outline of 2 px` };

  // The outline lies on the control's own ground where it is drawn inwards, else on that of what holds it.
  let ground = parseFloat(style.outlineOffset) <= -width ? element : element.parentElement;
  while (ground && rgba(getComputedStyle(ground).backgroundColor)[3] === 0) ground = ground.parentElement;
  const behind = ground ? rgba(getComputedStyle(ground).backgroundColor) : [255, 255, 255, 1];
  const light = [luminance(rgba(style.outlineColor)), luminance(behind)].sort((a, b) => b - a);
  const contrast = (light[0] + 0.05) / (light[1] + 0.05);
  if (contrast < 3) return { mark, complaint: `${name}: its outline has a contrast of ${contrast.toFixed(2)}` };

  const box = element.getBoundingClientRect();
  const shown = box.width > 0 && box.right > 0 && box.left < innerWidth && box.bottom > 0 && box.top < innerHeight;
  return { mark, complaint: shown ? null : `${name}: has the focus outside the window` };

  function rgba(colour) {
    const parts = colour.match(/[\d.]+/g).map(Number);
    return [parts[0], parts[1], parts[2], parts[3] ?? 1];
  }
  function luminance([red, green, blue]) {
    const [r, g, b] = [red, green, blue].map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }
}

test("the size of text can be chosen by keyboard", async () => {
  await site.open({}, async (page) => {
    await page.goto(site.url);
    const huge = page.getByRole("group", { name: "字号" }).getByRole("button", { name: "特大" });
    assert.equal(await huge.getAttribute("aria-pressed"), "false");
    await huge.focus();
    await page.keyboard.press("Space");
    assert.equal(await huge.getAttribute("aria-pressed"), "true");
    assert.equal(await page.locator("html").getAttribute("data-text-size"), "huge");
  });
});
