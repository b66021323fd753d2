"""The strict policy of a web server, from the scripts that the built pages really have.

A page runs only files of the site and the few inline scripts whose hashes the policy lists.
"""

import base64
import hashlib
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

Server = Literal["nginx", "caddy", "apache"]

_INLINE = re.compile(rb"<script(?![^>]*\bsrc=)([^>]*)>(.*?)</script>", re.DOTALL | re.IGNORECASE)
_DATA = re.compile(rb"""type=["']?application/(?:ld\+)?json""", re.IGNORECASE)

HEADERS = (
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
)
"""What is sent with every answer beside the policy."""


def script_hashes(site: Path) -> list[str]:
    """The hashes of every inline script of every page, as a policy writes them, in order."""
    scripts = {
        body
        for page in site.rglob("*.html")
        for about, body in _INLINE.findall(page.read_bytes())
        if not _DATA.search(about)
    }
    return sorted(f"'sha256-{base64.b64encode(hashlib.sha256(body).digest()).decode()}'" for body in scripts)


def policy(hashes: Iterable[str]) -> str:
    """The Content-Security-Policy under which a site works and nothing else does."""
    scripts = " ".join(("'self'", *hashes))
    return (
        f"default-src 'none'; script-src {scripts}; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; worker-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'self'; frame-ancestors 'none'"
    )


def configuration(site: Path, server: Server) -> str:
    """The lines of a web server's configuration that send the policy of this site and the other headers."""
    headers = (*HEADERS, ("Content-Security-Policy", policy(script_hashes(site))))
    if server == "nginx":
        return "".join(f'add_header {name} "{value}" always;\n' for name, value in headers)
    if server == "apache":
        return "".join(f'Header always set {name} "{value}"\n' for name, value in headers)
    return "header {\n" + "".join(f'\t{name} "{value}"\n' for name, value in headers) + "}\n"
