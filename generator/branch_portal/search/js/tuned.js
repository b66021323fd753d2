/* Every number for finding pages that was tried out by hand, on the collections named in docs/search.md.

   What sentences count as answers is a table of its own, weights.js, for two reasons: a program writes it anew from other collections, so nobody
   may write there, and a browser loads it after the first hits of a question alone, while this one is part of what every query needs. */

/* What a place is worth: within title, keywords, headings, text. */
const WORTH = [6, 5, 3, 1];
/* A whole title, a whole keyword. */
const WHOLE = [12, 9];
/* A query that is nothing but whole keywords of a page, one after the other. */
const COVERED = 8;
/* What the kind of a page adds. */
const KIND_WORTH = {
  guide: 5, task: 3, alert: 2.5, brief: 2.5, branch: 4, map: 2.5, logbooks: 2, year: 2, calendar: 2, form: 2, carrier: 2, learning: 2, finding: 1.5,
  release: 1.5, round: 1.5, goal: 1.5, grid: 1.5, supervision: 1.5, brand: 1.5, letter: 1.5, basis: 1,
};
/* Kinds that list what other pages are about, and what they add where their text alone matches. */
const LISTS = /^(?:branch|map|logbooks)$/;
const OF_LIST = 1;
/* A whole title of so many characters is looked for as such, though it be a day. */
const LONG_TITLE = 8;
/* Up to so many pages that hold the whole query in their text alone may be a chance: others are looked for too. */
const FEW = 12;
/* Such a page among those that a question is about: this share of the best, and what it is worth by itself. */
const CHANCE = 0.45;

/* How much of a question a page must hold; of one of few words more. */
const ENOUGH = 0.3;
const ENOUGH_OF_SHORT = 0.55;
const SHORT_QUESTION = 5;
/* What each character of a question is worth on a page that has it in a whole title or keyword. */
const WHOLE_UNIT = 3;
const MOST_PAIRS = 16;
/* What a passage that holds most of a text without asking words adds to its page: the more of it, much the more. */
const DENSE = 1;
const DENSE_POWER = 3;
/* Passages of a page with this share of its best one are places of it, too. */
const ALSO = 0.6;
/* Pages of a question that are worth less than this share of the best are left out. */
const TAIL = 1 / 3;

/* How sure it is that letters stand for a character: a whole syllable, one that sounds alike, the beginning of one at the
   end of the text, an initial of two letters, an initial. */
const SURE = { whole: 1, alike: 0.75, begun: 0.8, double: 0.7, initial: 0.6 };
const MOST_WORDS = 3;
const MOST_READINGS = 4;
/* Letters from which on one may be wrong. */
const SLIP_FROM = 5;
/* Words that are tried for what stands nowhere as it is typed. */
const MOST_MEANT = 3;
