"""Settings: the environment before the file; a file that cannot be read is said by name and line, and never lost."""

import tomllib
from pathlib import Path

import pytest

from cpx.errors import BadUsage, CpxError
from cpx.services.run import whoami
from cpx.services.settings import Settings, read_settings, settings_path, write_setting

MAIL, OTHER = "ada@example.org", "bo@example.org"


@pytest.fixture(autouse=True)
def unset(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CPX_MAILTO", "CPX_USER", "CPX_SEMANTIC"):
        monkeypatch.delenv(name, raising=False)


def write_file(text: str | bytes) -> Path:
    path = settings_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def test_settings_stand_in_the_users_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert settings_path() == tmp_path / "cpx/config.toml"
    assert read_settings() == Settings()


@pytest.mark.parametrize(
    ("environ", "text", "found"),
    [
        ({}, "", Settings()),
        ({}, f'mailto = "{MAIL}"\nuser = "Ada"\n', Settings(MAIL, "Ada")),
        ({"CPX_MAILTO": OTHER}, f'mailto = "{MAIL}"\nuser = "Ada"\n', Settings(OTHER, "Ada")),
        ({"CPX_MAILTO": "", "CPX_USER": "Bo"}, f'mailto = "{MAIL}"\n', Settings(MAIL, "Bo")),
        ({"CPX_MAILTO": OTHER, "CPX_USER": "Bo"}, "not = = toml", Settings(OTHER, "Bo")),
        ({}, f'\ufeffmailto = "{MAIL}"\nother = 3\n[table]\nuser = "Ada"\n', Settings(MAIL, None)),
    ],
)
def test_read_settings_takes_the_environment_first(environ: dict[str, str], text: str, found: Settings) -> None:
    write_file(text)
    assert read_settings(environ) == found


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("# mine\nmailto = ada@example.org\n", "line 2"),
        ('mailto = "a@b.org"\nmailto = "c@d.org"\n', "line 2"),
        ("user = 3\n", "user in"),
        (b'user = "\xff"\n', "no UTF-8"),
    ],
)
def test_read_settings_of_a_broken_file_names_it(text: str | bytes, said: str) -> None:
    path = write_file(text)
    with pytest.raises(BadUsage) as caught:
        read_settings({})
    assert str(path) in caught.value.message
    assert said in caught.value.message
    assert caught.value.hint


def test_read_settings_of_a_folder_is_no_trace() -> None:
    settings_path().mkdir(parents=True)
    with pytest.raises(BadUsage, match="cannot be read"):
        read_settings({})


@pytest.mark.parametrize(
    ("before", "name", "value", "after"),
    [
        ("", "mailto", MAIL, f'mailto = "{MAIL}"\n'),
        ("# mine\nother = 3", "user", "Ada", '# mine\nother = 3\nuser = "Ada"\n'),
        (f'user = "Bo"\nmailto = "{OTHER}"\n[t]\nmailto = "x"\n', "mailto", MAIL, f'user = "Bo"\nmailto = "{MAIL}"\n[t]\nmailto = "x"\n'),
        (f'mailto = "{MAIL}"\nuser = "Bo"\n', "mailto", None, 'user = "Bo"\n'),
        ('user = "Bo"\n', "mailto", None, 'user = "Bo"\n'),
        ("", "user", '  Ada "the" \\ Aho\x1b\n', 'user = "Ada \\"the\\" \\\\ Aho"\n'),
    ],
)
def test_write_setting_keeps_all_else(before: str, name: str, value: str | None, after: str) -> None:
    path = write_file(before)
    write_setting(name, value)
    assert path.read_text(encoding="utf-8") == after
    tomllib.loads(after)
    assert [found.name for found in path.parent.iterdir()] == [path.name]


def test_write_setting_makes_the_file() -> None:
    write_setting("user", "Ada Ähö")
    assert read_settings({}).user == "Ada Ähö"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("mailto", "ada"),
        ("mailto", ""),
        ("mailto", "a@b"),
        ("mailto", "a@b.org\r\nX: y"),
        ("user", " "),
        ("user", "x" * 300),
        ("colour", "red"),
    ],
)
def test_write_setting_refuses_what_is_none(name: str, value: str) -> None:
    with pytest.raises(BadUsage) as caught:
        write_setting(name, value)
    assert caught.value.hint
    assert not settings_path().exists()


@pytest.mark.parametrize("text", ["broken = = 1\n", 'user = """\nAda\n"""\n'])
def test_write_setting_leaves_a_file_that_it_cannot_change(text: str) -> None:
    path = write_file(text)
    with pytest.raises(BadUsage):
        write_setting("user", "Bo")
    assert path.read_text(encoding="utf-8") == text


def test_write_setting_where_nothing_can_be_written() -> None:
    settings_path().parent.parent.mkdir(parents=True, exist_ok=True)
    settings_path().parent.write_text("a file stands here", encoding="utf-8")
    with pytest.raises(CpxError, match="cannot write"):
        write_setting("user", "Bo")


def test_whoami_takes_the_name_that_is_set() -> None:
    write_file('user = "Ada Aho"\n')
    assert whoami(environ={}) == "Ada Aho"
    assert whoami(environ={"CPX_USER": "Bo"}) == "Bo"
    assert whoami("Cy", environ={}) == "Cy"
    assert whoami(" \u200b", environ={"CPX_USER": "Bo"}) == "Bo"
