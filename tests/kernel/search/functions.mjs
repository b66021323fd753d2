/* Functions of the browser's side by themselves: the sources that hold them, put together as `files.py` does, without a page or an index.

   node functions.mjs < {"sources": ["…/fold.js"], "index": {…}, "core": {…}, "later": ["…/records.js"], "calls": [["name", argument, …], …]}: one line of JSON for each call. */
import fs from "node:fs";
import vm from "node:vm";

const asked = JSON.parse(fs.readFileSync(0, "utf-8"));
const code = (files) => files.map((file) => fs.readFileSync(file, "utf-8")).join("\n");
const names = Array.from(new Set(asked.calls.map((call) => call[0])));
// A script that is loaded later has a scope of its own and is given what it needs of the search as `core`.
const before = asked.index ? `const index = ${JSON.stringify(asked.index)};\n` : "";
const body = asked.later
  ? `${before}${code(asked.sources)}\nreturn (function (core) {\n${code(asked.later)}\nreturn { ${names.join(", ")} };\n})(Object.assign({ fold: fold, pairs: pairs }, ${JSON.stringify(asked.core)}));`
  : `${before}${code(asked.sources)}\nreturn { ${names.join(", ")} };`;
const made = vm.runInNewContext(`(function () {\n"use strict";\n${body}\n})()`, { TextDecoder, console });
asked.calls.forEach(([name, ...given]) => console.log(JSON.stringify(made[name](...given))));
