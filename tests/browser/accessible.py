"""axe over a page of every kind, in two widths, both schemes, ordinary and large letters; and what a finger can hit in large ones.

`python -m tests.browser.accessible SITE [PATH …]` reads a built site (or some pages of it), prints what it found and fails when there is anything:
`make axe`. Every page is loaded once: schemes and letters are attributes of the document, as the reader's own choice sets them.
All rules are asked once in either width; where only colours and sizes change, the rules that look at those.
"""

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tests.browser.browsing import FLAGS, chromium, served
from tests.browser.kinds import one_of_each_kind

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

WIDTHS = (1280, 390)
SCHEMES = {"light": "default", "dark": "slate"}
SIZES = ("", "large")
LOOKS = ("color-contrast", "link-in-text-block", "target-size", "scrollable-region-focusable")
"""The rules whose answer may change with colours and sizes alone."""
WEAR = """([scheme, size]) => {
  document.body.setAttribute('data-md-color-scheme', scheme);
  if (size) document.documentElement.setAttribute('data-size', size);
  else document.documentElement.removeAttribute('data-size');
  return new Promise(done => requestAnimationFrame(() => setTimeout(done, 0)));
}"""
"""Waits until observers of sizes have run."""
ASK = """rules => axe.run({
    resultTypes: ['violations'], rules: {'target-size': {enabled: true}},
    ...(rules.length ? {runOnly: {type: 'rule', values: rules}} : {}),
  })
  .then(found => found.violations.map(one => [one.id, one.nodes.map(node => node.html)]))"""
STILL = "*, ::before, ::after { animation: none !important; transition: none !important; }"
SMALL = """() => [...document.querySelectorAll('article a, article button, article summary, article select, article input, .md-header a, .md-header button')]
  .filter(one => one.offsetHeight && !one.closest('svg, .with-script[hidden]') && !one.matches('.md-skip, .headerlink'))
  .map(one => one.matches('[type=checkbox], [type=radio]') && one.closest('label') || one)
  .filter(one => one.getBoundingClientRect().height < 43.5).map(one => one.outerHTML)"""


VIOLATIONS = """([within, options]) => axe.run(within || document, {resultTypes: ['violations'], ...options})
  .then(found => found.violations.map(one => [one.id, one.nodes[0].html]))"""
"""Of what is in order nothing is collected: that costs twice as much as looking."""


def violations(page: "Page", within: str = "", tags: Sequence[str] = ()) -> list[tuple[str, str]]:
    """The rules of axe that the open page breaks, or its part `within` (a selector), each with the first part that does; all rules, or those with one of the tags."""
    from axe_playwright_python.base import AXE_SCRIPT

    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    return [tuple(one) for one in page.evaluate(VIOLATIONS, [within, {"runOnly": list(tags)} if tags else {}])]


class Look(NamedTuple):
    """How a reader sees a page: pixels across, a key of SCHEMES, one of SIZES."""

    width: int
    scheme: str
    size: str


LARGE = "44 px"
"""The name of what a finger cannot hit, beside the names of axe's rules."""


@dataclass(frozen=True)
class Finding:
    """A rule that a page breaks in one look, and the parts that break it."""

    path: str
    look: Look
    rule: str
    parts: tuple[str, ...]

    def __str__(self) -> str:
        shown = "".join(f"\n    {part[:160]}" for part in self.parts[:3])
        return f"/{self.path} {self.look.width} {self.look.scheme} {self.look.size or 'ordinary'}: {self.rule} × {len(self.parts)}{shown}"


def findings(browser: "Browser", address: str, paths: Iterable[str]) -> Iterator[Finding]:
    """What axe finds, and what is lower than 44 px in large letters, on the pages at `paths` below `address`."""
    from axe_playwright_python.base import AXE_SCRIPT

    page = browser.new_page(bypass_csp=True)
    for path in paths:
        page.goto(address + path)
        page.add_style_tag(content=STILL)
        page.evaluate(AXE_SCRIPT)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            for scheme, attribute in SCHEMES.items():
                for size in SIZES:
                    page.evaluate(WEAR, [attribute, size])
                    look = Look(width, scheme, size)
                    every_rule = scheme == "light" and not size
                    for rule, parts in page.evaluate(ASK, [] if every_rule else list(LOOKS)):
                        yield Finding(path, look, rule, tuple(parts))
                    if size and scheme == "light" and (small := page.evaluate(SMALL)):
                        yield Finding(path, look, LARGE, tuple(small))
    page.close()


def main(site: Path, paths: list[str]) -> int:
    """Prints the findings on the pages; the number of them is the status, no more than one."""
    from playwright.sync_api import sync_playwright

    asked = paths or list(one_of_each_kind(site))
    count = 0
    with served(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        for finding in findings(browser, address, asked):
            count += 1
            print(finding, flush=True)
        browser.close()
    looks = len(WIDTHS) * len(SCHEMES) * len(SIZES)
    print(json.dumps({"pages": len(asked), "looks": looks, "findings": count}))
    return int(count > 0)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
