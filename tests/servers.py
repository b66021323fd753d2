"""The headers of `portal headers` sent by real servers, and looked at by a browser: `python -m tests.servers SITE`.

nginx, Apache and Caddy serve the built site as a unit would set them up, with the very lines that the command prints.
A browser opens a page of each kind: no page breaks the policy, loads from elsewhere, or misses a header, and a script
that somebody has put into a page does not run.
"""

import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import get_args
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from playwright.sync_api import Page, sync_playwright

from branch_portal.publishing.headers import HEADERS, Server, configuration, policy, script_hashes
from tests.browser.browsing import FLAGS, chromium
from tests.browser.kinds import one_of_each_kind

NGINX = """
daemon off; pid {folder}/nginx.pid; error_log stderr; worker_processes 1;
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/b; proxy_temp_path {folder}/p; fastcgi_temp_path {folder}/f;
    uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
    include /etc/nginx/mime.types;
    types {{ text/calendar ics; }}
    charset utf-8;
    server {{
        listen 127.0.0.1:{port};
        root {site};
        error_page 404 /404.html;
        include {folder}/headers;
    }}
}}
"""
APACHE = """
ServerRoot {folder}
ServerName localhost
PidFile {folder}/apache.pid
ErrorLog {folder}/error.log
Listen 127.0.0.1:{port}
LoadModule mpm_event_module {modules}/mod_mpm_event.so
LoadModule authz_core_module {modules}/mod_authz_core.so
LoadModule dir_module {modules}/mod_dir.so
LoadModule mime_module {modules}/mod_mime.so
LoadModule headers_module {modules}/mod_headers.so
User www-data
TypesConfig /etc/mime.types
AddType text/calendar .ics
AddDefaultCharset utf-8
DocumentRoot {site}
ErrorDocument 404 /404.html
<Directory {site}>
    Require all granted
</Directory>
Include {folder}/headers
"""
CADDY = """
{{
    admin off
    auto_https off
}}
http://127.0.0.1:{port} {{
    root * {site}
    import {folder}/headers
    file_server
    handle_errors {{
        rewrite * /404.html
        file_server
    }}
}}
"""
MODULES = "/usr/lib/apache2/modules"
CONFIGURED: dict[Server, tuple[str, tuple[str, ...]]] = {
    "nginx": (NGINX, ("nginx", "-c", "{file}")),
    "apache": (APACHE, ("apache2", "-D", "FOREGROUND", "-f", "{file}")),
    "caddy": (CADDY, ("caddy", "run", "--adapter", "caddyfile", "--config", "{file}")),
}
"""What each is told, and how it is started in the foreground."""

WATCH = "addEventListener('securitypolicyviolation', e => (window.broken ||= []).push(e.violatedDirective + ' ' + e.blockedURI))"
PUT_IN = """() => new Promise(done => {
  const script = document.createElement('script'); script.textContent = 'window.ran = true'; document.body.append(script);
  setTimeout(() => done([window.ran === true, window.broken || []]), 50);
})"""
"""What a hole in a page would let somebody do."""


@contextmanager
def serving(server: Server, site: Path) -> Iterator[str]:
    """The address at which a real server shows the site."""
    with tempfile.TemporaryDirectory() as made, socket.socket() as free:
        folder = Path(made)
        folder.chmod(0o755)
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        (folder / "headers").write_text(configuration(site, server), "utf-8")
        text, words = CONFIGURED[server]
        file = folder / "configuration"
        file.write_text(text.format(folder=folder, port=port, site=site, modules=MODULES), "utf-8")
        home = {"HOME": made, "PATH": "/usr/sbin:/usr/bin:/sbin:/bin"}
        with subprocess.Popen([word.format(file=file) for word in words], env=home, stderr=subprocess.PIPE) as running:
            try:
                address = f"http://127.0.0.1:{port}/"
                _wait(address, running)
                yield address
            finally:
                running.terminate()


def _wait(address: str, running: "subprocess.Popen[bytes]") -> None:
    for _ in range(100):
        assert running.poll() is None, running.stderr and running.stderr.read().decode()
        try:
            with urlopen(address, timeout=10):
                return
        except (URLError, ConnectionError):
            time.sleep(0.1)
    raise AssertionError(f"{address} does not answer")


def answered(address: str) -> tuple[int, dict[str, str]]:
    """Status and headers of an answer, their names in small letters."""
    try:
        with urlopen(address, timeout=10) as answer:
            return answer.status, {name.lower(): value for name, value in answer.headers.items()}
    except HTTPError as error:
        return error.code, {name.lower(): value for name, value in error.headers.items()}


def wrong(address: str, site: Path, tab: Page) -> Iterator[str]:
    """What is not as it must be where a server shows the site at `address`."""
    sent = {name.lower(): value for name, value in (*HEADERS, ("Content-Security-Policy", policy(script_hashes(site))))}
    feed = next(iter(sorted(site.rglob("*.ics")))).relative_to(site).as_posix()
    for path, status in (("", 200), (feed, 200), ("nothing/here/", 404)):
        code, headers = answered(address + path)
        if code != status:
            yield f"{path}: answered {code}"
        yield from (
            f"{path}: {name} is not sent as printed" for name, value in sent.items() if headers.get(name) != value
        )
        if path == feed and not headers.get("content-type", "").startswith("text/calendar"):
            yield f"{path}: is sent as {headers.get('content-type')}"
    elsewhere: list[str] = []
    tab.on(
        "request",
        lambda request: None if request.url.startswith((address, "data:", "blob:")) else elsewhere.append(request.url),
    )
    for path in one_of_each_kind(site):
        tab.goto(address + path, wait_until="load")
        if broken := tab.evaluate("window.broken || []"):
            yield f"{path}: breaks the policy: {broken[:3]}"
    ran, refused = tab.evaluate(PUT_IN)
    if ran or not refused:
        yield "a script that was put into a page is not refused"
    yield from (f"loads from elsewhere: {url}" for url in elsewhere)


def main(site: Path) -> None:
    lacking = [words[0] for _, words in CONFIGURED.values() if not shutil.which(words[0], path="/usr/sbin:/usr/bin")]
    assert not lacking, f"not installed: {lacking}"
    failed = False
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        for server in get_args(Server):
            tab = browser.new_page()
            tab.add_init_script(WATCH)
            with serving(server, site) as address:
                found = list(wrong(address, site, tab))
            tab.close()
            failed |= bool(found)
            print(
                f"{server}: {len(one_of_each_kind(site))} pages, {len(found)} wrong",
                *found[:20],
                sep="\n  ",
                flush=True,
            )
        browser.close()
    raise SystemExit(failed)


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
