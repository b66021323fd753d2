"""層: what a portal stands on – the package's library, the portal of a company above – and what came from where."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from branch_portal.ground.problems import InputProblems, Place
from branch_portal.ground.rules import rule
from branch_portal.project import library
from branch_portal.project.reading import Folders, Reading
from branch_portal.project.settings import EditionSettings, Hidden, LayerSettings, Script, Settings
from branch_portal.source.places import Source
from branch_portal.source.validate import validate
from branch_portal.source.yaml_source import read_yaml

MISSING = rule(
    "LAYER-01",
    title="下層都在",
    why="下層是本單位依據的記錄，少了一層，引用和日期就都不對。",
    mend="把 layers 改成 library（程序自帶的基礎庫）或一個門戶的文件夾；是 git 子模塊的，先運行 git submodule update --init。",
)
LOOP = rule(
    "LAYER-02",
    title="下層不繞回自己",
    why="甲以乙為下層，乙又以甲為下層，就不知道以誰為準。",
    mend="從其中一個門戶的 layers 裡去掉繞回來的那一層。",
)

OWN_TITLE = "本單位"


@dataclass(frozen=True)
class Layer:
    """One folder of records: `name` as the settings call it, `title` what pages and messages call it.

    `own` is the portal itself. `source` is the script that its files are written in; `hide` is what it leaves out of
    the layers below it, at `settings`.
    """

    name: str
    title: str
    folders: Folders
    source: Script = "hant"
    hide: tuple[Hidden, ...] = ()
    settings: Source | None = field(default=None, repr=False)
    own: bool = False

    @property
    def is_library(self) -> bool:
        return self.name == library.NAME

    def hide_at(self, number: int, *path: str) -> Place:
        """Where the settings of this layer leave something out."""
        return self.settings.at("hide", number, *path) if self.settings else Place(self.name)


Named = tuple[str, str]
"""A kind's name and the name of a record's file."""


@dataclass(frozen=True)
class Layering:
    """Where every record came from, the lowest layer first; a portal that stands on nothing has no `layers`.

    `origin` is the layer of each record, `replaced` the lower records that one stands in the place of, the lowest
    first, `hidden` what is left out: by which layer, the number of the line there, and what it was, the lowest first.
    """

    layers: tuple[Layer, ...] = ()
    origin: Mapping[Named, Layer] = field(default_factory=dict)
    replaced: Mapping[Named, tuple[Any, ...]] = field(default_factory=dict)
    hidden: Mapping[Named, tuple[Layer, int, tuple[Any, ...]]] = field(default_factory=dict)

    def below(self) -> tuple[Layer, ...]:
        """The layers below the portal itself."""
        return tuple(layer for layer in self.layers if not layer.own)

    def is_own(self, kind: str, name: str) -> bool:
        """Whether the portal itself wrote a record."""
        layer = self.origin.get((kind, name))
        return layer is None or layer.own


NO_LAYERS = Layering()


def own_layer(folders: Folders, settings: Settings, source: Source) -> Layer:
    """The portal itself."""
    return Layer("", OWN_TITLE, folders, settings.editions.source, settings.hide, source, own=True)


def layers_below(own: Layer, names: Sequence[str], reading: Reading) -> tuple[Layer, ...]:
    """Every layer below the portal, each once, the lowest first; raises `InputProblems` when one is missing or loops."""
    found: dict[Path, Layer] = {}
    top = own.folders.stands_at.resolve()
    for layer in _below(own, names, top, {top: OWN_TITLE}, reading):
        found.setdefault(layer.folders.root, layer)
    return tuple(found.values())


def _below(
    layer: Layer, names: Iterable[str], root: Path, standing: Mapping[Path, str], reading: Reading
) -> Iterator[Layer]:
    """The layers below one, `standing` are those that led here; `root` is where its settings look for folders."""
    for number, name in enumerate(names):
        place = layer.settings.at("layers", number) if layer.settings else Place(layer.name)
        if name == library.NAME:
            home = library.library_root().resolve()
            if not (home / "data").is_dir():
                _stop(MISSING.problem(place, "程序裡沒有基礎庫", mend="重新安裝程序。"), reading)
            yield Layer(name, library.TITLE, Folders(home, shown_as=f"{library.TITLE}/"))
            continue
        home = (root / name).resolve()
        if home in standing:
            way = " → ".join((*list(standing.values())[list(standing).index(home) :], standing[home]))
            _stop(LOOP.problem(place, f"下層繞了回來：{way}", value=name), reading)
        if not (home / "site_config" / "portal.yml").is_file():
            what = "這個文件夾裡沒有 site_config/portal.yml，不是一個門戶" if home.is_dir() else "沒有這個文件夾"
            _stop(MISSING.problem(place, what, value=name), reading)
        shown = (Path(layer.folders.shown_as) / name).as_posix().rstrip("/") + "/"
        lower, further = _folder_layer(name, Folders(home, shown_as=shown), reading)
        yield from _below(lower, further, home, {**standing, home: name}, reading)
        yield lower


def _folder_layer(name: str, folders: Folders, reading: Reading) -> tuple[Layer, tuple[str, ...]]:
    """Another portal as a layer, and what that stands on; of its settings only what concerns layers is read."""
    shown = folders.shown(folders.settings)
    source = read_yaml(folders.settings.read_bytes(), shown, reading.log)
    record = None
    if source is not None:
        reading.lines[shown] = source.lines
        data = source.data if isinstance(source.data, dict) else {}
        known = {key: value for key, value in data.items() if key in LayerSettings.model_fields}
        record = validate(LayerSettings, replace(source, data=known), reading.log)
    if source is None or record is None:
        raise InputProblems(reading.log)
    editions: EditionSettings = record.editions
    return Layer(name, record.organisation, folders, editions.source, record.hide, source), record.layers


def _stop(problem: Any, reading: Reading) -> None:
    reading.log.add(problem)
    raise InputProblems(reading.log)
