"""The vocabulary: packaged files, a user's files over them, and what is refused, with file and line."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from vocabularies import PACKAGED

from cpx.domain.concept import SCHEMES
from cpx.errors import BadUsage, NotFound
from cpx.tagging.labels import find_mistake
from cpx.tagging.vocabulary import load_vocabulary
from cpx.tagging.vocabulary_files import parse

HEAD = 'version = "1"\nscheme = "method"\n'
BRANCHES = {"m.part": "approach", "m.fw": "framework", "p.setting": "setting", "p.place": "place"}


def write(folder: Path, entries: str, name: str = "own.toml") -> Path:
    """Write a user's file of the scheme method and give its path."""
    path = folder / name
    path.write_text(HEAD + entries, encoding="utf-8")
    return path


def test_packaged_vocabulary_has_the_schemes_of_the_branches() -> None:
    for concept in PACKAGED.concepts.values():
        lineage = (concept.id, *PACKAGED.ancestors(concept.id))
        branch = next((BRANCHES[key] for key in lineage if key in BRANCHES), None)
        assert concept.scheme == (branch or {"m": "method", "p": "population"}[concept.id[0]])


def test_packaged_vocabulary_is_whole() -> None:
    assert {concept.scheme for concept in PACKAGED.concepts.values()} == set(SCHEMES)
    assert len(PACKAGED.concepts) >= 353
    for concept in PACKAGED.concepts.values():
        assert concept.definition
        assert concept.pref_label
        assert concept.broader in PACKAGED.concepts or concept.id in ("m.method", "p.pop")
        assert not concept.mesh or concept.mesh.startswith("D")


def test_packaged_vocabulary_has_each_label_in_reading_form() -> None:
    for concept in PACKAGED.concepts.values():
        for labels in concept.alt_labels.values():
            assert len(set(labels)) == len(labels), concept.id
            assert not any(find_mistake(label) or label != label.strip() for label in labels), concept.id


def test_packaged_vocabulary_holds_no_acronym_with_a_commoner_reading() -> None:
    labels = {label for concept in PACKAGED.concepts.values() for labels in concept.alt_labels.values() for label in labels}
    assert labels.isdisjoint({"PPI", "PAR", "IPA", "FT", "AIDS"})


def test_load_gives_the_same_digest_each_time_and_another_with_a_users_file(tmp_path: Path) -> None:
    own = load_vocabulary([write(tmp_path, "")])
    assert load_vocabulary().digest == PACKAGED.digest != own.digest
    assert own.version == f"{PACKAGED.version}+local"


def test_digest_does_not_know_line_endings(tmp_path: Path) -> None:
    unix = load_vocabulary([write(tmp_path, "\n")])
    (tmp_path / "own.toml").write_bytes((HEAD + "\n").replace("\n", "\r\n").encode())
    assert load_vocabulary([tmp_path / "own.toml"]).digest == unix.digest


def test_user_file_adds_a_concept(tmp_path: Path) -> None:
    path = write(
        tmp_path, '[[concept]]\nid = "m.tea"\nlabel = "Tea tasting"\nbroader = "m.collect"\nen = ["tea tasting*"]\nfr = ["dégustation"]\n'
    )
    vocabulary = load_vocabulary([path])
    assert vocabulary.concepts["m.tea"].scheme == "method"
    assert vocabulary.concepts["m.tea"].alt_labels == {"en": ("tea tasting*",), "fr": ("dégustation",)}
    assert vocabulary.ancestors("m.tea") == ("m.collect", "m.method")
    assert "m.tea" in vocabulary.descendants("m.collect")


def test_user_file_overrides_only_the_fields_it_gives(tmp_path: Path) -> None:
    vocabulary = load_vocabulary([write(tmp_path, '[[concept]]\nid = "p.leaders"\nen = ["boss*"]\nauto = false\n')])
    before, after = PACKAGED.concepts["p.leaders"], vocabulary.concepts["p.leaders"]
    assert after.alt_labels == {**before.alt_labels, "en": ("boss*",)}
    assert (after.scheme, after.broader, after.pref_label, after.auto) == (before.scheme, before.broader, before.pref_label, False)


def test_user_file_extends_labels(tmp_path: Path) -> None:
    vocabulary = load_vocabulary([write(tmp_path, '[[extend]]\nid = "m.delphi"\nen = ["oracle round*"]\n')])
    assert vocabulary.concepts["m.delphi"].alt_labels["en"] == (*PACKAGED.concepts["m.delphi"].alt_labels["en"], "oracle round*")


def test_user_file_adds_lookalikes(tmp_path: Path) -> None:
    vocabulary = load_vocabulary([write(tmp_path, '[[lookalike]]\nen = ["delphi avenue"]\n')])
    assert "delphi avenue" in vocabulary.lookalikes["en"]


def test_user_folder_is_read_by_name(tmp_path: Path) -> None:
    write(tmp_path, '[[concept]]\nid = "m.b"\nlabel = "B"\n', "b.toml")
    write(tmp_path, '[[concept]]\nid = "m.a"\nlabel = "A"\n', "a.toml")
    (tmp_path / "notes.txt").write_text("no vocabulary", encoding="utf-8")
    added = [key for key in load_vocabulary([tmp_path]).concepts if key not in PACKAGED.concepts]
    assert added == ["m.a", "m.b"]


def test_user_file_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(HEAD + '[[concept]]\nid = "m.a"\nlabel = "A"\n', encoding="utf-8-sig")
    assert "m.a" in load_vocabulary([path]).concepts


@pytest.mark.parametrize(
    ("entries", "line", "words"),
    [
        ('[[concept]]\nid = "m.a"\nlabel = "A"\n[[concept]]\nid = "m.a"\nlabel = "B"\n', 7, "m.a is defined a second time"),
        ('[[concept]]\nid = "m.a"\nlabel = "A"\nbroader = "m.colect"\n', 4, "did you mean m.collect?"),
        (
            '[[concept]]\nid = "m.a"\nlabel = "A"\nbroader = "m.b"\n[[concept]]\nid = "m.b"\nlabel = "B"\nbroader = "m.a"\n',
            4,
            "a circle: m.a -> m.b -> m.a",
        ),
        ('[[concept]]\nid = "m.a"\nlabel = "A"\nbroader = "m.a"\n', 4, "a circle: m.a -> m.a"),
        ('[[concept]]\nid = "m.design"\nbroader = "m.rct"\n', 4, "a circle"),
        ('[[concept]]\nid = "m.a"\n', 4, "m.a has no label"),
        ('[[concept]]\nid = "m.a"\nlabel = "A"\nscheme = "colour"\n', 6, "unknown scheme 'colour'"),
        ('[[concept]]\nid = "m.a"\nlabel = "A"\nen = "one"\n', 6, "m.a: 'en' wants a list of patterns"),
        ('[[concept]]\nid = "m.a"\nlabel = "A"\nen = [" "]\n', 6, "'en' wants a list of patterns"),
        ('[[concept]]\nid = "m.a"\nlabel = "A"\ncolour = "red"\n', 6, "unknown key 'colour'; known are id, label"),
        ('[[concept]]\nid = "m.a"\nlabel = "A"\nen = ["inter*view"]\n', 4, "the label 'inter*view' cannot be read"),
        ('[[concept]]\nid = "m.a"\nlabel = "A"\nreplaced_by = "m.nowhere"\n', 4, "replaced_by 'm.nowhere' is not known"),
        ('[[extend]]\nid = "m.nowhere"\nen = ["x"]\n', 4, "m.nowhere cannot be extended"),
        ('[[extend]]\nid = "m.deplhi"\nen = ["x"]\n', 4, "did you mean m.delphi?"),
        ('[[extend]]\nid = "m.delphi"\nauto = false\n', 4, "[[extend]] adds patterns only; 'auto' belongs under [[concept]]"),
        ('[[extend]]\nid = "m.delphi"\nen = ["a*b"]\n', 4, "the label 'a*b' cannot be read"),
        ('[[concept]]\nid = "m a"\nlabel = "A"\n', 4, "'m a' is no id"),
        ('[[concept]]\nid = "m.a"\nlabel = "A"\nauto = "no"\n', 6, "'auto' wants true or false, without quotes"),
        ('[[concept]]\nid = "m.a"\nlabel = "' + "A" * 6000 + '"\n', 5, "'label' wants a text in quotes, of 5000"),
        ('[[concept]]\nid = "m.a"\nlabel = "A"\nen = ["' + "A" * 400 + '"]\n', 6, "'en' wants a list of patterns"),
        ('[[concept]]\nid = "m.a"\nlabel = "A"\n\n# a\nbroder = "m.b"\n', 8, "unknown key 'broder'; did you mean broader?"),
        (
            '[[concept]]\nlabel = "Tea time"\n[[concept]]\nid = "m.b"\nlabel = "B"\n',
            3,
            'an entry has no id; write for example id = "m.teatime"',
        ),
        ('[[concept]]\nid = "m.a"\nlabel = "A"\n[[concept]]\nid = "M.A"\nlabel = "B"\n', 7, "M.A differs from m.a in nothing but capitals"),
        ('[[concept]]\nid = "M.rct"\nlabel = "A"\n', 4, "differs from m.rct"),
        ('[[concept]]\nid = "m.a"\nlabel = "A"\nen = ["-"]\n', 4, "it has no letters"),
        ('[[concept]]\nid = "m.a"\nlabel = "A"\nen = ["..."]\n', 4, "it has no letters"),
        ('[[concept]]\nid = "m.a"\nlabel = "A"\nen = ["a"]\n', 4, "in nearly every text"),
        ('[[concept]]\nid = "m.a"\nlabel = "A"\nen = ["in*"]\n', 4, "fits nearly every text"),
        ('[[lookalike]]\nen = ["*"]\n', 4, "a lookalike: the label '*' cannot be read: it has no letters"),
        ('[[lookalike]]\nen = ["one"]\n[[lookalike]]\nwhy = 3\n', 6, "'why' wants a text"),
        ('[[concept]]\nid = "m.method"\nbroader = "m.focus"\n', 4, "a circle: "),
        ('[[concept]]\nid = "m.focus"\nreplaced_by = "m.focus"\n', 4, "a circle of replaced_by: m.focus -> m.focus"),
        (
            '[[concept]]\nid = "m.rct"\nreplaced_by = "m.nrt"\n[[concept]]\nid = "m.nrt"\nreplaced_by = "m.rct"\n',
            4,
            "a circle of replaced_by",
        ),
        ('[[concept]]\nid = "m.rct"\nreplaced_by = "m.nrt"\n[[concept]]\nid = "m.nrt"\ndeprecated = true\n', 4, "is deprecated itself"),
        ('[[concept]]\nid = "m.a"\nlabel = "A\n', 5, "Illegal character"),
        ('[[concept]]\nid = "m.a"\nid = "m.b"\n', 5, "stands there twice"),
        ("\n\nnothing", 5, "Expected '='"),
    ],
)
def test_load_refuses_with_file_and_line(tmp_path: Path, entries: str, line: int, words: str) -> None:
    path = write(tmp_path, entries)
    with pytest.raises(BadUsage) as caught:
        load_vocabulary([path])
    assert caught.value.message.startswith(f"{path}, line {line}: ")
    assert words in caught.value.message
    assert "\n" not in caught.value.message
    assert caught.value.hint


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("version = ", "Invalid value"),
        ('scheme = "method"\n', "has no version"),
        ('version = "1"\n[[concepts]]\nid = "m.a"\n', "unknown entry 'concepts'"),
        ('version = "1"\nconcept = ["m.a"]\n', "under a line [[concept]]"),
        ('version = "1"\nconcept = 5\n', "under a line [[concept]]"),
        ('version = "1"\nscheme = "colour"\n', "unknown scheme 'colour'"),
        ('version = "1"\n[[lookalike]]\nen = "x"\n', "a lookalike: 'en' wants a list of patterns"),
        ('version = "1"\nx = ' + "[" * 5000, "nested too deeply"),
        ('version = "1"\n[[concept]]\nlabel = "A"\n', "an entry has no id"),
        ('version = "1"\n[[concept]]\nid = 7\n', "an entry has no id"),
        ('version = "1"\n[[concept]]\nid = "m.a"\nlabel = "A"\n', "m.a has no scheme"),
    ],
)
def test_load_refuses_a_file_of_a_wrong_form(tmp_path: Path, source: str, words: str) -> None:
    path = tmp_path / "own.toml"
    path.write_text(source, encoding="utf-8")
    with pytest.raises(BadUsage) as caught:
        load_vocabulary([path])
    assert str(path) in caught.value.message
    assert words in caught.value.message


def test_load_refuses_a_hierarchy_without_end(tmp_path: Path) -> None:
    entries = "".join(f'[[concept]]\nid = "m.x{n}"\nlabel = "X"\nbroader = "m.x{n + 1}"\n' for n in range(99))
    with pytest.raises(BadUsage, match="deeper than 50 levels"):
        load_vocabulary([write(tmp_path, entries + '[[concept]]\nid = "m.x99"\nlabel = "X"\n')])


def test_load_refuses_too_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path, "#" * 6_000_000)
    with pytest.raises(BadUsage, match="has more than 5 MB"):
        load_vocabulary([path])
    path.unlink()
    monkeypatch.setattr("cpx.tagging.vocabulary_files._MOST_FILES", 2)
    for name in ("a.toml", "b.toml", "c.toml"):
        write(tmp_path, "", name)
    with pytest.raises(BadUsage, match="more than 2 vocabulary files"):
        load_vocabulary([tmp_path])


def test_own_texts_are_cleaned(tmp_path: Path) -> None:
    path = write(tmp_path, '[[concept]]\nid = "m.a"\nlabel = "A\\u001b[31m  B\\u202e"\nen = ["\\u0007", "te\\u0000a"]\n')
    concept = load_vocabulary([path]).concepts["m.a"]
    assert (concept.pref_label, concept.alt_labels) == ("A B", {"en": ("tea",)})


def test_deprecated_concept_is_for_nobody_new(tmp_path: Path) -> None:
    concept = load_vocabulary([write(tmp_path, '[[concept]]\nid = "m.pilot"\ndeprecated = true\n')]).concepts["m.pilot"]
    assert (concept.deprecated, concept.auto, concept.replaced_by) == (True, False, None)


def test_empty_text_takes_a_value_away(tmp_path: Path) -> None:
    assert load_vocabulary([write(tmp_path, '[[concept]]\nid = "m.rct"\nmesh = ""\n')]).concepts["m.rct"].mesh is None


def test_load_refuses_what_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadUsage, match="cannot be read as UTF-8"):
        load_vocabulary([path])


def test_load_says_that_a_file_is_missing(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="is not there"):
        load_vocabulary([tmp_path / "nowhere.toml"])


@pytest.mark.parametrize(("at", "line"), [(0, 1), (30, 3)])
def test_load_names_the_line_of_what_is_no_utf8(tmp_path: Path, at: int, line: int) -> None:
    path = tmp_path / "own.toml"
    data = b'version = "1"\n# two lines\n# three\n'
    path.write_bytes(data[:at] + b"\xe4" + data[at:])
    with pytest.raises(BadUsage, match=rf"line {line}: cannot be read as UTF-8"):
        load_vocabulary([path])


def test_load_measures_a_file_before_it_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text("#" + "ä" * 2_500_000)
    with pytest.raises(BadUsage, match="more than 5 MB"):
        load_vocabulary([path])


def test_load_reads_a_folder_in_any_spelling_of_toml_and_no_hidden_files(tmp_path: Path) -> None:
    write(tmp_path, '[[concept]]\nid = "m.a"\nlabel = "A"\n', "a.TOML")
    for name in ("._a.toml", ".hidden.toml", "a.toml~", "notes.txt"):
        (tmp_path / name).write_text("no TOML")
    assert "m.a" in load_vocabulary([tmp_path]).concepts


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_load_does_not_wait_for_a_pipe(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.toml")
    with pytest.raises(BadUsage, match="is no plain file"):
        load_vocabulary([tmp_path])


@pytest.mark.parametrize(("target", "words"), [("nowhere", "is a link that leads nowhere"), ("a.toml", "cannot be read")])
def test_load_refuses_a_link_that_leads_to_no_file(tmp_path: Path, target: str, words: str) -> None:
    (tmp_path / "a.toml").symlink_to(tmp_path / target)
    with pytest.raises((BadUsage, NotFound), match=words):
        load_vocabulary([tmp_path])


def test_load_follows_a_chain_of_replacements_to_its_end(tmp_path: Path) -> None:
    pairs = (("a", "m.b"), ("b", "m.rct"))
    entries = "".join(f'[[concept]]\nid = "m.{one}"\nlabel = "{one}"\nreplaced_by = "{after}"\n' for one, after in pairs)
    vocabulary = load_vocabulary([write(tmp_path, entries)])
    assert {vocabulary.concepts[key].replaced_by for key in ("m.a", "m.b")} == {"m.rct"}
    assert vocabulary.resolve("a").id == "m.rct"


def test_what_stands_below_a_replaced_term_stands_below_its_successor(tmp_path: Path) -> None:
    entries = (
        '[[concept]]\nid = "m.old"\nlabel = "Old"\nreplaced_by = "m.rct"\n[[concept]]\nid = "m.new"\nlabel = "New"\nbroader = "m.old"\n'
    )
    vocabulary = load_vocabulary([write(tmp_path, entries)])
    assert vocabulary.ancestors("m.new") == ("m.rct", *PACKAGED.ancestors("m.rct"))
    assert "m.new" in vocabulary.descendants("m.rct")


def test_a_term_may_take_the_place_of_the_one_above_it(tmp_path: Path) -> None:
    vocabulary = load_vocabulary([write(tmp_path, '[[concept]]\nid = "m.collect"\nreplaced_by = "m.focus"\n')])
    assert vocabulary.ancestors("m.focus") == ()
    assert vocabulary.ancestors("m.delphi")[0] == vocabulary.concepts["m.delphi"].broader


def test_an_id_as_it_is_written_goes_before_one_that_only_folds_to_it(tmp_path: Path) -> None:
    entries = "".join(f'[[concept]]\nid = "{key}"\nlabel = "{key}"\n' for key in ("m.a-b", "m.a-B.c", "m.tea"))
    assert load_vocabulary([write(tmp_path, entries)]).resolve("m.a-b").id == "m.a-b"


def test_patterns_are_composed_as_texts_are(tmp_path: Path) -> None:
    path = write(tmp_path, '[[concept]]\nid = "m.a"\nlabel = "A"\nde = ["pflegekra\u0308fte"]\n')
    assert load_vocabulary([path]).concepts["m.a"].alt_labels == {"de": ("pflegekräfte",)}


@pytest.mark.parametrize(
    ("term", "wanted"),
    [
        ("m.rct", "m.rct"),
        ("M.RCT", "m.rct"),
        ("Randomised controlled trial", "m.rct"),
        ("randomized clinical trials", "m.rct"),
        ("rct", "m.rct"),
        ("CO-PRODUCTION", "m.coprod"),
        ("co production", "m.coprod"),
        ("  interviews ", "m.interview"),
        ("半结构化访谈", "m.interview.semi"),
        ("experts by experience", "p.experts"),
        ("Scotland", "p.GB-SCT"),
    ],
)
def test_resolve_finds_what_a_person_means(term: str, wanted: object) -> None:
    assert PACKAGED.resolve(term).id == wanted


def test_resolve_follows_a_replaced_id(tmp_path: Path) -> None:
    path = write(tmp_path, '[[concept]]\nid = "m.old"\nlabel = "Old name"\nreplaced_by = "m.rct"\n')
    assert load_vocabulary([path]).resolve("old name").id == "m.rct"


def test_resolve_takes_the_successor_and_what_stands_before_what_went(tmp_path: Path) -> None:
    entries = '[[concept]]\nid = "m.old"\nlabel = "Old"\nen = ["photovoice"]\nreplaced_by = "m.photovoice"\n'
    entries += '[[concept]]\nid = "m.gone"\nlabel = "Photovoice"\ndeprecated = true\n'
    vocabulary = load_vocabulary([write(tmp_path, entries)])
    assert vocabulary.resolve("photovoice").id == "m.photovoice"
    assert vocabulary.resolve("photo voice").id == "m.photovoice"
    assert vocabulary.resolve("m.gone").id == "m.gone"


def test_resolve_offers_close_matches() -> None:
    with pytest.raises(NotFound) as caught:
        PACKAGED.resolve("fotovoice")
    assert "photovoice" in caught.value.hint.casefold()


def test_resolve_of_something_quite_else_says_where_to_look() -> None:
    with pytest.raises(NotFound) as caught:
        PACKAGED.resolve("zzzzqqqq")
    assert "cpx vocab list" in caught.value.hint


def test_resolve_asks_back_where_a_word_stands_for_several() -> None:
    with pytest.raises(BadUsage, match=r"can mean .*p\.female.*p\.human"):
        PACKAGED.resolve("women")


def test_ancestors_and_descendants_are_each_others_mirror() -> None:
    for key in PACKAGED.concepts:
        for above in PACKAGED.ancestors(key):
            assert PACKAGED.concepts[key].broader
            assert above in PACKAGED.concepts
    below = PACKAGED.descendants("m.interview")
    assert set(below) == {key for key in PACKAGED.concepts if "m.interview" in PACKAGED.ancestors(key)}
    assert PACKAGED.ancestors("nowhere") == ()


def test_scheme_gives_file_order() -> None:
    ids = [concept.id for concept in PACKAGED.scheme("approach")]
    assert ids[0] == "m.part"
    assert ids == [key for key, concept in PACKAGED.concepts.items() if concept.scheme == "approach"]


@given(st.text(max_size=60))
def test_parse_never_fails_but_on_purpose(source: str) -> None:
    with pytest.raises(BadUsage, match=r"^own\.toml"):
        parse(source, "own.toml")
