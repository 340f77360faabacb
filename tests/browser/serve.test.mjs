// The preview in a browser: an editor saves, the page follows.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";

import { launch } from "./portal.mjs";

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), "../..");
const program = process.env.GONGKAI_PROGRAM || path.join(root, "target/release/gongkai");
const REPORT = "content/shili/caizheng/2024/report";

let portal, server, address, said, browser;

before(async () => {
  assert.ok(existsSync(program), `no program at ${program}: build it, or name it in GONGKAI_PROGRAM`);
  portal = mkdtempSync(path.join(os.tmpdir(), "gongkai-serve-"));
  for (const part of ["portal.yaml", "content"]) cpSync(path.join(root, part), path.join(portal, part), { recursive: true });
  [server, address] = await serve("--port", "0");
  browser = await launch();
});

after(async () => {
  await browser?.close();
  server?.kill("SIGKILL");
  rmSync(portal, { recursive: true, force: true });
});

/** Starts a preview; resolves when it has built the portal. */
function serve(...more) {
  const child = spawn(program, ["--root", portal, "--lang", "en", "serve", ...more], { stdio: ["ignore", "ignore", "pipe"] });
  said = "";
  return new Promise((resolve, reject) => {
    child.stderr.on("data", (bytes) => {
      said += bytes;
      const found = /Preview: (\S+)/.exec(said);
      if (found && /^Updated/m.test(said)) resolve([child, found[1]]);
    });
    child.on("exit", (code) => reject(new Error(`the preview ended with ${code}: ${said}`)));
  });
}

const at = (file) => path.join(portal, file);
const read = (file) => readFileSync(at(file), "utf8");
const write = (file, text) => writeFileSync(at(file), text);

/** What the preview says of a page as it is served now: the build, and marks of its bytes and of its findings. */
async function served(where) {
  const text = await (await fetch(new URL(where, address))).text();
  return { ...text.match(/data-page="(?<page>[^"]*)"/)?.groups, ...text.match(/data-said="(?<said>[^"]*)"/)?.groups, build: Number(/data-build="(\d+)"/.exec(text)?.[1]) };
}

/** Gives the files back their texts, and waits until the preview has built them: the next test finds it at rest. */
async function restore(where, texts, before) {
  const changed = texts.filter(([file, text]) => (existsSync(at(file)) ? read(file) : null) !== text);
  if (changed.length === 0) return;
  const { build } = await served(where);
  for (const [file, text] of changed) {
    if (text === null) rmSync(at(file), { force: true });
    else write(file, text);
  }
  for (const end = Date.now() + 30000; ;) {
    const now = await served(where);
    if (now.build > build && now.page === before.page && now.said === before.said) return;
    assert.ok(Date.now() < end, `the preview did not follow ${changed.map(([file]) => file)}: ${JSON.stringify({ before, build, now })}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Gives `visit` a page; what stands in the files afterwards is what stood there before. */
async function open(where, files, visit) {
  const texts = files.map((file) => [file, existsSync(at(file)) ? read(file) : null]);
  const before = await served(where);
  const context = await browser.newContext({ locale: "zh-CN", viewport: { width: 1200, height: 800 } });
  const complaints = [];
  try {
    const page = await context.newPage();
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("console", (message) => complaints.push(message.text()));
    await page.goto(new URL(where, address).href);
    await visit(page);
    // A page that is loaded while the next build moves in asks for styles that are just gone, and is then loaded again.
    assert.deepEqual(complaints.filter((text) => !/404|net::ERR|Refused to apply style/.test(text)), []);
  } finally {
    await context.close();
    await restore(where, texts, before);
  }
}

/** Marks the document; the mark is gone once it is loaded again. */
const mark = (page) => page.evaluate(() => { window.stillHere = true; });
const isSameLoad = (page) => page.evaluate(() => window.stillHere === true);

test("a page follows its text, and keeps its place", async () => {
  await open("shili/caizheng/2024/report/", [`${REPORT}.md`], async (page) => {
    await page.evaluate(() => scrollTo(0, 900));
    write(`${REPORT}.md`, read(`${REPORT}.md`).replace("# 一、总体情况\n", "# 一、总体情况\n\n这一句是刚写的。\n"));
    await page.getByText("这一句是刚写的。").waitFor();
    await page.waitForFunction(() => scrollY > 800);
  });
});

test("a figure is followed on every page that shows it; other pages stay as they are", async () => {
  const context = await browser.newContext();
  const other = await context.newPage();
  await other.goto(new URL("shili/shengtai/", address).href);
  await mark(other);
  await open("shili/caizheng/2024/report/", [`${REPORT}.yaml`], async (page) => {
    write(`${REPORT}.yaml`, read(`${REPORT}.yaml`).replace(/^( *licensing: *)\d+/m, "$17654321"));
    await page.locator("[id='disclosure.licensing.decisions'], [id^='disclosure.licensing.']", { hasText: "7654321" }).waitFor();
    await other.waitForFunction(() => Number(document.getElementById("gongkai-preview").dataset.live) > 1);
    assert.ok(await isSameLoad(other));
    await page.goto(new URL("_preview/", address).href);
  });
  await context.close();
});

test("a fault shows a banner over the last good page and beside the cell, and goes when it is mended", async () => {
  const good = read(`${REPORT}.yaml`);
  await open("shili/caizheng/2024/report/", [`${REPORT}.yaml`], async (page) => {
    await mark(page);
    write(`${REPORT}.yaml`, good.replace(/^( *carried_forward: *\[)(\d+)/m, (_, key, figure) => key + (Number(figure) + 1)));
    const banner = page.locator(".gongkai-banner.gongkai-error");
    await banner.waitFor();
    assert.match(await banner.innerText(), /report\.yaml[\s\S]*T10\d[\s\S]*carried_forward/);
    await page.locator("td[id='applications.carried_forward.natural'] .gongkai-note, td[id='applications.carried_forward.total'] .gongkai-note").first().waitFor();
    assert.ok(await isSameLoad(page), "the last good page was loaded again");
    write(`${REPORT}.yaml`, good);
    await banner.waitFor({ state: "detached" });
    assert.equal(await page.locator(".gongkai-note").count(), 0);
  });
});

test("a template that is broken and mended, and styles without loading again", async () => {
  const theme = "themes/default/static/style.css";
  const template = "themes/default/templates/banner.html";
  cpSync(path.join(root, "themes"), at("themes"), { recursive: true });
  try {
    await open("shili/", [], async (page) => {
      await page.waitForFunction(() => document.getElementById("gongkai-preview").dataset.live);
      const text = read(template);
      write(template, `${text}\n{% if %}`);
      await page.locator(".gongkai-banner.gongkai-error", { hasText: "banner.html" }).waitFor();
      write(template, text);
      await page.locator(".gongkai-banner").waitFor({ state: "detached" });
      await mark(page);
      write(theme, `${read(theme)}\nh1 { letter-spacing: 7px; }\n`);
      await page.waitForFunction(() => getComputedStyle(document.querySelector("h1")).letterSpacing === "7px");
      assert.ok(await isSameLoad(page), "the page was loaded again for its style");
    });
  } finally {
    rmSync(at("themes"), { recursive: true });
  }
});

test("a new document, one saved by renaming, one removed", async () => {
  const file = "content/shili/caizheng/2024/xin-wenjian.md";
  await open("shili/caizheng/2024/xin-wenjian/", [file], async (page) => {
    write("content/shili/caizheng/2024/.xin-wenjian.md.swp", "x");
    const text = "---\ntitle: 新文件\npublished: 2024-05-06\n---\n\n第一稿。\n";
    write(file, text);
    await page.getByRole("heading", { name: "新文件" }).waitFor();
    writeFileSync(`${at(file)}.tmp`, text.replace("第一稿", "第二稿"));
    renameSync(`${at(file)}.tmp`, at(file));
    await page.getByText("第二稿。").first().waitFor();
    rmSync(at(file));
    await page.getByText("没有找到").first().waitFor();
  });
});

test("the preview list tells old and new figures, and what is new", async () => {
  const build = spawn(program, ["--root", portal, "build", "-q"]);
  await new Promise((resolve) => build.on("exit", resolve));
  await open("shili/caizheng/2024/report/", [`${REPORT}.yaml`], async (page) => {
    write(`${REPORT}.yaml`, read(`${REPORT}.yaml`).replace(/^( *punishment: *)\d+/m, "$18888"));
    await page.locator("[id^='disclosure.punishment.']", { hasText: "8888" }).waitFor();
    await page.goto(new URL("_preview/", address).href);
    const row = page.locator("tr", { hasText: "disclosure.punishment" });
    assert.equal(await row.locator("ins").innerText(), "8888");
    assert.notEqual(await row.locator("del").innerText(), "8888");
    // The list is loaded again when a build changes it: a count taken once could meet a page that has no head yet.
    await page.waitForFunction(() => document.querySelectorAll("link[rel=stylesheet]").length === 1);
    // The list follows what is saved.
    write(`${REPORT}.yaml`, read(`${REPORT}.yaml`).replace(/^( *punishment: *)\d+/m, "$17777"));
    await row.locator("ins", { hasText: "7777" }).waitFor();
  });
  assert.ok(!existsSync(at("public/_preview")));
  rmSync(at("public"), { recursive: true });
});

test("what is served is what is built: nothing is added to a file", async () => {
  const file = path.join(portal, ".gongkai/preview/shili/index.html");
  const served = await (await fetch(new URL("shili/", address))).text();
  assert.match(served, /gongkai-preview/);
  assert.doesNotMatch(readFileSync(file, "utf8"), /gongkai-preview|_preview/);
});

test("the server comes back, and the page with it", async () => {
  await open("shili/", [], async (page) => {
    const port = new URL(address).port;
    server.removeAllListeners("exit");
    server.kill("SIGINT");
    assert.equal(await new Promise((resolve) => server.on("exit", resolve)), 0);
    const agency = "content/shili/agency.md";
    const text = read(agency);
    write(agency, `${text}\n\n服务器重启时写的。\n`);
    [server, address] = await serve("--port", port);
    await page.getByText("服务器重启时写的。").waitFor();
    write(agency, text);
    await page.getByText("服务器重启时写的。").waitFor({ state: "detached" });
  });
});

test("a portal of faults only has a page that waits, and never ends the preview", async () => {
  const config = read("portal.yaml");
  await open("shili/", ["portal.yaml"], async (page) => {
    for (const broken of ["name: [", "", "theme: nowhere\nname: x\n"]) {
      write("portal.yaml", broken);
      await page.locator(".gongkai-banner").waitFor();
      write("portal.yaml", config);
      await page.locator(".gongkai-banner").waitFor({ state: "detached" });
    }
    assert.equal(server.exitCode, null);
  });
});

test("only requests that are meant for this machine, for files of the site", async () => {
  const { hostname, port, pathname } = new URL(address);
  const ask = (text) => new Promise((resolve) => {
    const socket = net.connect(Number(port), hostname, () => socket.end(text));
    let answer = "";
    socket.on("data", (bytes) => { answer += bytes; });
    socket.on("close", () => resolve(answer));
    socket.on("error", () => resolve(answer));
  });
  const get = (where, host = `127.0.0.1:${port}`) => ask(`GET ${where} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
  assert.match(await get(pathname), /^HTTP\/1.1 200/);
  assert.match(await get(pathname, `localhost:${port}`), /^HTTP\/1.1 200/);
  for (const host of ["evil.example", `127.0.0.1.evil.example:${port}`, "192.168.1.7", "localhost.evil.example", ""]) {
    assert.match(await get(pathname, host), /^HTTP\/1.1 403/, host);
  }
  for (const where of ["../portal.yaml", "..%2fportal.yaml", "%2e%2e/%2e%2e/portal.yaml", "..%5c..%5cportal.yaml", ".gongkai-manifest", "%00", "....//portal.yaml", "%2fetc/passwd", "/etc/passwd"]) {
    const answer = await get(pathname + where);
    assert.match(answer, /^HTTP\/1.1 (404|400)/, where);
    assert.doesNotMatch(answer, /base_url|root:/, where);
  }
  assert.match(await ask(`POST ${pathname} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nConnection: close\r\n\r\nabc`), /^HTTP\/1.1 405/);
});

test("10,000 malformed requests do no harm", async () => {
  const { hostname, port } = new URL(address);
  // The same disorder each time: a fault that is found can be found again.
  let seed = 42;
  const random = (below) => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return seed % below;
  };
  const parts = ["GET ", "HEAD ", "/", "/zwgk/", "..", "%", "%zz", "\0", "\r\n", "\n", ": ", "Host", "HTTP/1.1", "HTTP/9.9", "Range: bytes=9-1,", "Content-Length: -1", "Transfer-Encoding: chunked", "x".repeat(5000), "中", "\u0080", " ", "?path=", "_preview/events"];
  const one = () => new Promise((resolve) => {
    const socket = net.connect(Number(port), hostname);
    socket.setTimeout(2000, () => socket.destroy());
    socket.on("error", () => {});
    socket.on("close", resolve);
    socket.on("connect", () => {
      let text = "";
      for (let count = random(12); count >= 0; count--) text += parts[random(parts.length)];
      socket.write(text);
      if (random(2)) socket.end(); else setTimeout(() => socket.destroy(), 1);
    });
    socket.resume();
  });
  for (let done = 0; done < 10_000; done += 100) await Promise.all(Array.from({ length: 100 }, one));
  const answer = await fetch(new URL("shili/", address));
  assert.equal(answer.status, 200);
  assert.equal(server.exitCode, null);
});
