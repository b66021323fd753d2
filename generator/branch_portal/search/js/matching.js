/* Pages that hold the words of a query, and where. */

const TITLE = 0, KEYWORDS = 1, HEADINGS = 2, OWN = 3;
const LONGEST_SEAM = 6;

const pageAt = (passage) => upTo(index.starts, passage) - 1;

/* page → where it matches: bits of its own passages, its other passages, whole titles and keywords. */
function places(passages) {
  const found = new Map();
  passages.forEach((passage) => {
    const page = pageAt(passage);
    const own = passage - index.starts[page];
    let place = found.get(page);
    if (!place) { found.set(page, place = { own: 0, body: [], whole: 0 }); }
    if (own < OWN) { place.own |= 1 << own; } else { place.body.push(passage); }
  });
  return found;
}

function common(one, other) {
  const found = [];
  let j = 0;
  for (let i = 0; i < one.length; i++) {
    while (j < other.length && other[j] < one[i]) { j++; }
    if (other[j] === one[i]) { found.push(one[i]); }
  }
  return found;
}

/* Passages with the run as a whole: every two neighbours, and a last word as far as it is typed.

   What a question is about is looked up first, the rest only while something has it all: mostly it stands nowhere together,
   and the frequent pairs are large. */
function withRun(run) {
  const tokens = pairs(run);
  const parts = units(run);
  if (parts.length === 1) { return withBeginning(run); }
  const open = isWord(parts[parts.length - 1]);
  const telling = new Set([].concat.apply([], subjects(run).map(pairs)));
  const found = tokens.map(() => null);
  const lookUp = (place) => (
    open && place === tokens.length - 1 ? withBeginning(tokens[place]) : withToken(tokens[place])
  ).then((passages) => { found[place] = passages; });
  const places = tokens.map((token, place) => place);
  const first = places.filter((place) => telling.has(tokens[place]) && !isFrequent(tokens[place]));
  const inAll = () => {
    const known = found.filter(Boolean);
    return known.length ? known.reduce(common) : null;
  };
  const rest = places.filter((place) => first.indexOf(place) < 0)
    .sort((one, other) => isFrequent(tokens[one]) - isFrequent(tokens[other]) || one - other);
  const lookUpRest = () => {
    const left = inAll();
    if (!rest.length || (left && !left.length)) { return Promise.resolve(left); }
    return lookUp(rest.shift()).then(lookUpRest);
  };
  return Promise.all(first.map(lookUp)).then(lookUpRest).then((left) => {
    if (!left.length) { return left; }
    const sure = open ? parts.length - 1 : parts.length;
    const apart = new Set();
    const seams = [];
    tokens.forEach((token, at) => {
      for (let end = at + 3; end <= Math.min(sure, at + LONGEST_SEAM); end++) {
        seams.push(withToken(token + "!" + parts.slice(at + 2, end).join("")).then((list) => {
          list.forEach((place) => apart.add(found[at][place]));
        }));
      }
    });
    return Promise.all(seams).then(() => {
      return left.filter((passage) => !apart.has(passage));
    });
  });
}

/* A run and its synonyms: [text, how much it counts]. */
function sayings(run) {
  const found = [[run, 1]];
  index.synonyms.forEach((group) => group.forEach((word) => {
    if (run.indexOf(word) >= 0) {
      group.forEach((other) => { if (other !== word) { found.push([run.replace(word, other), 0.7]); } });
    }
  }));
  return found;
}

/* Pages with one word of the query in any of its sayings: page → place, with its score. */
function withWord(word) {
  return Promise.all(runs(word).map((run) => Promise.all(sayings(run).map((saying) => (
    Promise.all([withRun(saying[0]), withToken((saying[0] === run ? word : saying[0]) + "=")])
      .then((lists) => {
        const found = places(lists[0]);
        lists[1].forEach((passage) => {
          const page = pageAt(passage);
          const place = found.get(page) || { own: 1 << KEYWORDS, body: [], whole: 0 };
          place.whole = Math.max(place.whole, WHOLE[passage - index.starts[page]]);
          found.set(page, place);
        });
        found.forEach((place) => { place.score = worth(place) * saying[1]; });
        return found;
      })
  ))).then((all) => all.reduce((one, other) => {
    other.forEach((place, page) => {
      const known = one.get(page);
      if (!known || known.score < place.score) { one.set(page, place); }
    });
    return one;
  })))).then((all) => all.reduce(both));
}

/* Pages in both, with what both say. */
function both(one, other) {
  const found = new Map();
  one.forEach((place, page) => {
    const second = other.get(page);
    if (second) {
      const together = common(place.body, second.body);
      found.set(page, {
        own: place.own | second.own,
        body: together.length ? together : place.body,
        score: place.score + second.score + (together.length ? 1 : 0),
      });
    }
  });
  return found;
}
