"""The compiled form of a network: used where it can only be our own, and nothing is left behind."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from routeplan.network import compiled, store
from tests.network.sample import NETWORK


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "routeplan"


def name_after_loading(text: str = NETWORK) -> str:
    return store.load(["-"], text.encode())[0].name


def kept(cache: Path) -> Path:
    """The compiled network, its name changed so that one sees where an answer comes from."""
    assert name_after_loading() == "Sample"
    (file,) = cache.iterdir()
    network, findings = store.load(["-"], NETWORK.encode())
    assert compiled.decode(file.read_bytes(), file.stem) == (network, findings)
    file.write_bytes(compiled.encode(network._replace(name="Kept"), findings, file.stem))
    file.chmod(0o600)
    return file


def test_what_is_kept_is_used(cache: Path) -> None:
    file = kept(cache)
    assert name_after_loading() == "Kept"
    assert name_after_loading(NETWORK.replace("name: Sample", "name: Other")) == "Other"
    assert {one.suffix for one in cache.iterdir()} == {".json"}
    assert cache.stat().st_mode & 0o777 == 0o700
    assert len(list(cache.iterdir())) == 2
    file.unlink()
    assert name_after_loading() == "Sample"


@pytest.mark.parametrize(
    ("mode", "used"), [(0o600, True), (0o644, True), (0o620, False), (0o602, False), (0o666, False)]
)
def test_what_others_can_write_is_not_read(cache: Path, mode: int, used: bool) -> None:
    kept(cache).chmod(mode)
    assert name_after_loading() == ("Kept" if used else "Sample")


def test_what_somebody_else_wrote_is_not_read(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept(cache)
    monkeypatch.setattr(os, "getuid", lambda: os.stat(cache).st_uid + 1)
    assert name_after_loading() == "Sample"


def test_neither_links_nor_pipes_are_read(cache: Path) -> None:
    file = kept(cache)
    aside = cache.parent / "aside.json"
    file.rename(aside)
    file.symlink_to(aside)
    assert name_after_loading() == "Sample"
    file.unlink()
    os.mkfifo(file)
    assert name_after_loading() == "Sample"


def test_the_oldest_go(cache: Path) -> None:
    cache.mkdir()
    for number in range(store.KEPT):
        old = cache / f"{number}.json"
        old.write_text("{}", "utf-8")
        os.utime(old, (number, number))
    name_after_loading()
    left = {one.stem for one in cache.iterdir()}
    assert len(left) == store.KEPT
    assert "0" not in left
    assert "1" in left


@pytest.mark.parametrize(("base", "folder"), [("/somewhere", "/somewhere/routeplan"), ("somewhere", None)])
def test_the_folder_is_where_the_system_keeps_caches(
    base: str, folder: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", base)
    assert store._folder() == folder
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", base)
    assert store._folder() == (f"{base}/.cache/routeplan" if folder else None)
