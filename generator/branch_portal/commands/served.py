"""`portal verify` and `portal headers`: whether a served site is what was built, and what a server must send with it."""

from pathlib import Path
from typing import get_args

import click

from branch_portal.commands.speech import say, show
from branch_portal.publishing.headers import Server, configuration

_MOST = 20
_SITE = click.argument("site", type=click.Path(path_type=Path, exists=True, file_okay=False), metavar="網站文件夾")


@click.command(help="核對網站：每個文件是不是生成時的那一個，改了一個字節也說出來。")
@_SITE
@click.option(
    "--against",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    metavar="文件夾",
    help="和另一次生成的比，例如在別的電腦上照同一份資料生成的。",
)
def verify(site: Path, against: Path | None) -> None:
    from branch_portal.publishing.verify import NoList
    from branch_portal.publishing.verify import verify as compare

    try:
        found = compare(site, against)
    except NoList as error:
        raise click.ClickException(str(error)) from None
    for name, own, other in found.versions:
        say(f"{name} 的版本不同：這裡是 {own}，那裡是 {other}", err=True)
    for title, files in (("改過", found.changed), ("少了", found.missing), ("多了", found.added)):
        for file in files[:_MOST]:
            say(f"{title}：{file}")
        if len(files) > _MOST:
            say(f"{title}的還有{len(files) - _MOST}個文件。")
    if found:
        count = len(found.changed) + len(found.missing) + len(found.added)
        raise click.ClickException(f"{count}個文件和生成時的不一樣。")
    say("每個文件都和生成時的一樣。")


@click.command(help="網頁服務器要發的安全頭：照網站裡真有的腳本算出來，換了版本再算一次。")
@_SITE
@click.option("--for", "server", type=click.Choice(get_args(Server)), default="nginx", help="哪一種服務器。")
def headers(site: Path, server: Server) -> None:
    if not (site / "index.html").is_file():
        raise click.ClickException(f"「{site}」裡沒有網站，先運行 portal build。")
    show(configuration(site, server).rstrip("\n"))
