"""Makes the sample picture and the sample card of the learning page from the HTML beside this file.

    .venv/bin/python docs/learning/make.py

Needs the test requirements, Chromium and Noto Sans CJK. The card's PDF gets a fixed day and no author, so that the
same browser and fonts give the same bytes; put the new size and sha256 into data/materials afterwards.
"""

import io
import os
import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright
from pypdf import PdfReader, PdfWriter

HERE = Path(__file__).parent
TARGET = HERE.parent.parent / "content" / "learning"


def main() -> None:
    with sync_playwright() as playwright:
        path = os.environ.get("PORTAL_CHROMIUM") or shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 960, "height": 480})
        page.goto((HERE / "slip-steps.html").as_uri())
        page.screenshot(path=TARGET / "slip-steps.png", full_page=True)
        page.goto((HERE / "archive-card.html").as_uri())
        card = page.pdf(prefer_css_page_size=True, print_background=True, tagged=True)
        browser.close()
    (TARGET / "archive-card.pdf").write_bytes(without_traces(card))


def without_traces(content: bytes) -> bytes:
    """The same pages; only a title and a fixed day in the document's properties."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(content)))
    writer.metadata = {"/Title": "三本六盒一證速查卡", "/CreationDate": "D:20260101000000+08'00'"}
    writer._ID = None
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


if __name__ == "__main__":
    main()
