// What one old engine makes of pages: script errors, sideways scrolling, and what a reader gets from search, filters, calendar, print.
import { createReadStream, createWriteStream, existsSync, mkdirSync, readFileSync, readdirSync, renameSync } from "node:fs";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { createBrotliDecompress } from "node:zlib";
import puppeteer from "puppeteer-core";

const modules = join(dirname(fileURLToPath(import.meta.url)), "node_modules");

// The program inside the package, unpacked once beside it.
async function program(engine) {
  const unpacked = join(modules, ".unpacked", engine);
  if (!existsSync(unpacked)) {
    mkdirSync(dirname(unpacked), { recursive: true });
    const folder = join(modules, engine, "bin");
    const packed = join(folder, readdirSync(folder).find((name) => /^chromium.*\.br$/.test(name)));
    const half = `${unpacked}.${process.pid}`;
    await pipeline(createReadStream(packed), createBrotliDecompress(), createWriteStream(half, { mode: 0o755 }));
    renameSync(half, unpacked);
  }
  return unpacked;
}

const { engine, address, pages, flows } = JSON.parse(readFileSync(0, "utf8"));
const browser = await puppeteer.launch({
  executablePath: await program(engine),
  args: ["--no-sandbox", "--disable-gpu", "--single-process", "--no-zygote", "--disable-dev-shm-usage", "--headless"],
});
const found = { version: await browser.version(), errors: [], wide: [], flows: {} };
try {
  const page = await browser.newPage();
  let where = "";
  page.on("pageerror", (error) => found.errors.push([where, error.message]));
  for (const path of pages) {
    where = path;
    await page.setViewport({ width: 1280, height: 800 });
    await page.goto(address + path, { waitUntil: "load" });
    for (const [width, size] of [[1280, ""], [390, ""], [320, ""], [390, "large"], [320, "larger"]]) {
      await page.setViewport({ width, height: 800 });
      const across = await page.evaluate((size) => {
        if (size) document.documentElement.setAttribute("data-size", size);
        else document.documentElement.removeAttribute("data-size");
        return document.documentElement.scrollWidth;
      }, size);
      if (across > width) found.wide.push([path, width, size, across]);
    }
  }
  await page.setViewport({ width: 1280, height: 800 });
  for (const flow of flows) {
    where = flow.path;
    await page.goto(address + flow.path, { waitUntil: "load" });
    if (flow.choose) await page.select(flow.choose[0], flow.choose[1]);
    if (flow.type) await page.type(flow.type[0], flow.type[1]);
    if (flow.media) await page.emulateMediaType(flow.media);
    const seen = await page.waitForFunction(flow.expect, { timeout: 10000 }).then(() => true, (error) => error.message);
    found.flows[flow.name] = seen;
    if (flow.media) await page.emulateMediaType(null);
  }
} finally {
  await browser.close();
}
process.stdout.write(JSON.stringify(found));
