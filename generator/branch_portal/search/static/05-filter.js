/* Filters above lists: words in either script, in part, or as pinyin. The search's table is loaded when a reader types. */
(function () {
  "use strict";

  var letters = null;

  // What the search knows of characters; rejects where its files cannot be loaded.
  function known() {
    if (!letters) {
      letters = window.portalScript("search.js").then(function () { return window.portalSearch.letters(); });
      letters.catch(function () { letters = null; });
    }
    return letters;
  }

  // Whether the characters from `at` on can be typed so: whole syllables, first letters, the last as far as typed.
  function spelled(characters, at, typed, readings) {
    if (!typed) { return true; }
    return (readings[characters[at]] || []).some(function (syllable) {
      var same = 0;
      while (same < syllable.length && syllable[same] === typed[same]) { same += 1; }
      var ways = same ? [1] : [];
      if (same === syllable.length || same === typed.length) { ways.push(same); }
      if (same > 1 && syllable[1] === "h") { ways.push(2); }
      return ways.some(function (count) { return count && spelled(characters, at + 1, typed.slice(count), readings); });
    });
  }

  function holdsPinyin(text, typed, readings) {
    for (var at = 0; at < text.length; at += 1) {
      if (spelled(text, at, typed, readings)) { return true; }
    }
    return false;
  }

  // Promises a function that tells of an element whether its text holds every word of `typed`.
  function matcher(typed) {
    return known().then(function (search) {
      var words = search.fold(typed).split(/\s+/).filter(Boolean);
      var pinyin = words.some(function (word) { return /^[a-z]{2,}$/.test(word); });
      return (pinyin ? search.readings() : Promise.resolve({})).then(function (readings) {
        return function (element) {
          var text = element.portalText = element.portalText || search.fold(element.textContent);
          return words.every(function (word) {
            return text.indexOf(word) >= 0 || (/^[a-z]{2,}$/.test(word) && holdsPinyin(text, word, readings));
          });
        };
      });
    }).catch(function () {
      return function (element) { return element.textContent.indexOf(typed.trim()) >= 0; };
    });
  }

  /* Calls `show` with such a function whenever the words in `input` have changed, null when there are none;
     `show` returns how many elements are left, which is said. */
  window.portalFilter = function (input, show) {
    var turn = 0;
    var said = document.createElement("span");
    said.className = "filter-said";
    said.setAttribute("role", "status");
    input.parentNode.parentNode.insertBefore(said, input.parentNode.nextSibling);

    function filter() {
      var mine = turn += 1;
      var typed = input.value.trim();
      (typed ? matcher(typed) : Promise.resolve(null)).then(function (matches) {
        if (mine !== turn) { return; }
        var left = show(matches);
        said.textContent = !matches ? "" : left ? "找到" + left + "條" : "沒有找到，換個詞試試";
      });
    }

    input.addEventListener("input", function (event) { if (!event.isComposing) { filter(); } });
    input.addEventListener("compositionend", filter);
    if (input.value) { filter(); }
    return filter;
  };

  Array.prototype.forEach.call(document.querySelectorAll("[data-filter]"), function (input) {
    var lists = document.querySelectorAll("[data-filtered=\"" + input.getAttribute("data-filter") + "\"]");
    window.portalFilter(input, function (matches) {
      var all = 0;
      Array.prototype.forEach.call(lists, function (list) {
        var left = 0;
        Array.prototype.forEach.call(list.children, function (item) {
          item.hidden = Boolean(matches) && !matches(item);
          if (!item.hidden) { left += 1; }
        });
        var whole = list.tagName === "TBODY" ? list.closest(".table-scroll") : list;
        var heading = whole.previousElementSibling;
        whole.hidden = !left;
        if (heading && /^H[2-4]$/.test(heading.tagName)) { heading.hidden = !left; }
        all += left;
      });
      return all;
    });
  });
})();
