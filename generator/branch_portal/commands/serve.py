"""`portal serve`: the site as it will be, in a browser beside the editor."""

import os
import signal
import webbrowser
from pathlib import Path
from typing import NoReturn

import click

from branch_portal.commands.options import AS_OF, ROOT, day
from branch_portal.commands.speech import say, tell, words


@click.command(help="預覽：在瀏覽器裡看網站，保存文件，頁面隨即更新；錯誤也顯示在頁面上。按 Ctrl+C 結束。")
@ROOT
@AS_OF
@click.option("--host", default="127.0.0.1", show_default=True, help="在哪個地址上；預設只有本機能看。")
@click.option("--port", default=8000, show_default=True, help="端口；0 是隨便哪個空著的。")
@click.option("--open", "opens", is_flag=True, help="直接打開瀏覽器。")
def serve(root: Path, as_of: str | None, host: str, port: int, opens: bool) -> None:
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    day(as_of)
    from branch_portal.mkdocs.preview import Preview
    from branch_portal.mkdocs.preview_server import PreviewServer
    from branch_portal.mkdocs.serve import followed

    preview = Preview(root.resolve(), lambda: day(as_of))
    preview.begin()
    for problem in preview.problems:
        tell(problem, preview.lines.get(problem.place.path, ()), err=True)
    try:
        server = PreviewServer(preview, host, port, words())
    except OSError as error:
        raise click.ClickException(
            f"{host}:{port} 用不了（{error.strerror}）：多半是另一個預覽還開著。關掉它，或者用 --port 換一個。"
        ) from None
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        server.watch(followed(root.resolve()))
        say(f"預覽在 {server.address}，保存文件，頁面隨即更新。按 Ctrl+C 結束。")
        if opens:
            webbrowser.open(server.address)
        server.serve_forever(poll_interval=0.1)
    except KeyboardInterrupt:
        pass
    finally:
        server.stop()
        say("預覽結束了。")


def _interrupt(*_: object) -> NoReturn:
    raise KeyboardInterrupt
