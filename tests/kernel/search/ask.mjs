/* The browser's side of search in node: the files of a built site, given to the same script that a browser runs.

   node ask.mjs SITE EDITION < {"day": "2026-11-30", "queries": […]}: one line of JSON for each query, in order. */
import fs from "node:fs";
import path from "node:path";
import vm from "node:vm";

/* What the script is told of the page it stands on; every file is read from the folder, and its size noted. */
export function loaded(site, edition, day) {
  const home = path.join(site, edition, "search", "search.js");
  const read = [];
  const window = {};
  const run = (file) => {
    const text = fs.readFileSync(file, "utf-8");
    read.push([path.relative(site, file), text.length]);
    new vm.Script(text, { filename: file }).runInContext(context);
  };
  const nothing = () => null;
  const document = {
    currentScript: { src: home },
    querySelector: (selector) => (
      selector === "[data-parts-src]" ? { getAttribute: () => path.join(site, "search", "parts", "index.js") } : null
    ),
    createElement: () => ({ remove: nothing }),
    head: {
      appendChild: (script) => {
        try { run(script.src); } catch (error) {
          if (error.code !== "ENOENT") { throw error; }
          queueMicrotask(script.onerror);
          return;
        }
        queueMicrotask(script.onload);
      },
    },
  };
  const now = Date.parse(day + "T04:00:00Z");
  const Day = class extends Date {
    constructor(...given) { super(...(given.length ? given : [now])); }
    static now() { return now; }
  };
  const context = vm.createContext({
    window, document, URLSearchParams, TextDecoder, Date: Day, setTimeout, clearTimeout, console,
    location: { protocol: "file:", search: "", pathname: "/" },
    localStorage: { getItem: nothing, setItem: nothing, removeItem: nothing },
  });
  // A script calls its receivers by their bare names, which in a browser are those of the window.
  Object.defineProperty(context, "portalSearch", { get: () => window.portalSearch });
  Object.defineProperty(context, "portalMine", { get: () => window.portalMine });
  run(home);
  return { search: window.portalSearch, read, window };
}

async function main() {
  const [site, edition] = process.argv.slice(2);
  const asked = JSON.parse(fs.readFileSync(0, "utf-8"));
  const { search, read } = loaded(site, edition || "", asked.day);
  for (const query of asked.queries) {
    const from = read.length;
    const answer = await search.find(query);
    if (asked.numbers) {
      const whole = ["all", "mixed", "meant", "date"].includes(answer.how) ? answer.hits.map((hit) => hit.page) : [];
      console.log(JSON.stringify({ query, how: answer.how, pages: answer.whole && answer.how !== "all" ? answer.whole : whole }));
      continue;
    }
    if (asked.weighed) {
      const known = await search.weighed(query, answer);
      console.log(JSON.stringify({ query, certain: known.certain, names: known.names, candidates: known.found.map((one) => ({ text: one.text, features: one.features })) }));
      continue;
    }
    const hits = answer.hits.slice(0, 5);
    const found = await Promise.all(hits.map((hit) => search.passage(hit)));
    const fact = search.fact ? await search.fact(query, answer) : null;
    const card = answer.card && {
      from: answer.card.span.from, to: answer.card.span.to, role: answer.card.role, matter: answer.card.matter,
      due: (await search.due(answer.card)).map((item) => item.due),
    };
    console.log(JSON.stringify({
      query, how: answer.how, count: answer.hits.length, paths: found.map((one) => one.path), about: answer.about, fact, card,
      files: read.length - from,
    }));
  }
}

if (process.argv[1] === import.meta.filename || process.argv[1].endsWith("ask.mjs")) { await main(); }
