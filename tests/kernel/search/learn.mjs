/* What learn.py cannot do in time: the weights that fit the questions best, by plain gradient steps (Adam) over all of them.

   node learn.mjs FILE: {"hidden": 12, "steps": 250, "small": 6, "width": features of a row, "scale": [how much each feature varies],
   "questions": [{"rows": [[feature, …], …], "right": [1 where a row answers, …]}, …]} → {"linear", "weights", "bias", "out"} on one line,
   for features as they are. The same input gives the same weights. */
import fs from "node:fs";

const { hidden, steps, small, width, scale, questions } = JSON.parse(fs.readFileSync(process.argv[2], "utf-8"));
const from = [];
let count = 0;
questions.forEach((one) => { from.push(count); count += one.rows.length; });
from.push(count);
const rows = new Float64Array(count * width);
const right = new Float64Array(count);
questions.forEach((one, at) => one.rows.forEach((row, place) => {
  right[from[at] + place] = one.right[place];
  row.forEach((value, feature) => { rows[(from[at] + place) * width + feature] = value / scale[feature]; });
}));

let seed = 1;
const chance = () => { seed = (seed * 48271) % 2147483647; return seed / 2147483647 - 0.5; };
const size = width + width * hidden + hidden + hidden;
const [INNER, BIAS, OUT] = [width, width + width * hidden, width + width * hidden + hidden];
const weights = new Float64Array(size);
for (let at = INNER; at < BIAS; at++) { weights[at] = chance() / Math.sqrt(width); }
for (let at = OUT; at < size; at++) { weights[at] = chance() / 3; }
const first = new Float64Array(size);
const second = new Float64Array(size);
const inner = new Float64Array(count * hidden);
const odds = new Float64Array(count);
const sums = new Float64Array(hidden);

for (let step = 1; step <= steps; step++) {
  for (let row = 0; row < count; row++) {
    let score = 0;
    for (let h = 0; h < hidden; h++) { sums[h] = weights[BIAS + h]; }
    for (let at = 0; at < width; at++) {
      const value = rows[row * width + at];
      if (!value) { continue; }
      score += value * weights[at];
      for (let h = 0; h < hidden; h++) { sums[h] += value * weights[INNER + at * hidden + h]; }
    }
    for (let h = 0; h < hidden; h++) {
      const bent = Math.tanh(sums[h]);
      inner[row * hidden + h] = bent;
      score += bent * weights[OUT + h];
    }
    odds[row] = Math.exp(Math.max(-30, Math.min(30, score)));
  }
  const slope = new Float64Array(size);
  for (let at = 0; at < size; at++) { slope[at] = at >= BIAS && at < OUT ? 0 : small * weights[at]; }
  for (let at = 0; at < questions.length; at++) {
    let all = 1;
    let good = 0;
    for (let row = from[at]; row < from[at + 1]; row++) { all += odds[row]; good += odds[row] * right[row]; }
    for (let row = from[at]; row < from[at + 1]; row++) {
      const push = odds[row] / all - (good && right[row] ? odds[row] / good : 0);
      if (Math.abs(push) < 1e-5) { continue; }
      for (let h = 0; h < hidden; h++) {
        const bent = inner[row * hidden + h];
        slope[OUT + h] += push * bent;
        sums[h] = push * weights[OUT + h] * (1 - bent * bent);
        slope[BIAS + h] += sums[h];
      }
      for (let feature = 0; feature < width; feature++) {
        const value = rows[row * width + feature];
        if (!value) { continue; }
        slope[feature] += push * value;
        for (let h = 0; h < hidden; h++) { slope[INNER + feature * hidden + h] += sums[h] * value; }
      }
    }
  }
  const rate = step < steps * 0.7 ? 0.025 : 0.0075;
  for (let at = 0; at < size; at++) {
    first[at] = 0.9 * first[at] + 0.1 * slope[at];
    second[at] = 0.99 * second[at] + 0.01 * slope[at] * slope[at];
    weights[at] -= rate * (first[at] / (1 - 0.9 ** step)) / (Math.sqrt(second[at] / (1 - 0.99 ** step)) + 1e-8);
  }
}
const list = (start, length) => Array.from(weights.subarray(start, start + length));
console.log(JSON.stringify({
  linear: list(0, width).map((value, at) => value / scale[at]),
  weights: scale.map((one, at) => list(INNER + at * hidden, hidden).map((value) => value / one)),
  bias: list(BIAS, hidden), out: list(OUT, hidden),
}));
