"""The trend over quarters as one inline SVG: stacked bars told apart by pattern as well as colour."""

from collections.abc import Sequence

from jinja2 import Environment
from markupsafe import Markup

from branch_portal.systems.findings.balance import Figures

_HEIGHT, _BAR, _STEP, _LEFT, _TOP = 180, 56, 110, 46, 16


def trend_chart(jinja: Environment, rows: Sequence[tuple[str, Figures]]) -> Markup:
    """The `<svg>` for (label, figures) per quarter; the numbers stand in the table beside it."""
    highest = max(1, *(figures.registered for _, figures in rows))
    bars = []
    for index, (label, figures) in enumerate(rows):
        left, bottom = _LEFT + 24 + index * _STEP, float(_TOP + _HEIGHT)
        parts = []
        for name, value in (
            ("done", figures.done),
            ("continuing", figures.continuing),
            ("open", figures.not_done),
        ):
            height = round(value / highest * _HEIGHT, 1)
            bottom = round(bottom - height, 1)
            parts.append({"name": name, "value": value, "y": bottom, "height": height})
        bars.append({"label": label, "x": left, "middle": left + _BAR / 2, "parts": parts, "rate": figures.rate})
    svg = jinja.get_template("trend.svg").render(
        bars=bars,
        width=_LEFT + 24 + len(rows) * _STEP,
        height=_TOP + _HEIGHT + 46,
        base=_TOP + _HEIGHT,
        left=_LEFT,
        top=_TOP,
        bar_width=_BAR,
        highest=highest,
    )
    return Markup(svg)
