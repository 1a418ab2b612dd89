"""Reading files of examples."""

from __future__ import annotations

from pathlib import Path

import pytest

from calibration.examples import ExampleError, Right, read_examples


def _write(folder: Path, text: str) -> Path:
    (folder / "kind.yml").write_text(text, encoding="utf-8")
    return folder


def test_a_group_gives_an_example_for_each_message_and_talk(tmp_path: Path) -> None:
    folder = _write(
        tmp_path,
        "- expect: {programme: childcare, aspect: [howto, intro]}\n"
        "  or: [{ask: true}]\n"
        "  messages: [咋报]\n"
        "  talks: [[托管班, 咋报]]\n",
    )

    alone, after = read_examples(folder)

    assert (alone.kind, alone.before, alone.text) == ("kind", "", "咋报")
    assert (after.before, after.text) == ("托管班", "咋报")
    assert alone.rights == [
        Right(programmes=("childcare",), aspects=("howto", "intro")),
        Right(ask=True),
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("- expect: {ask: true}\n  messages: [在哪, 在哪]\n", "twice: 在哪"),
        ("- expect: {service: childcare}\n  messages: [在哪]\n", "what is right has"),
        ("- expect: {}\n  messages: [在哪]\n", "what is right has"),
        ("- messages: [在哪]\n", "a group has expect"),
        ("- expect: {ask: true}\n  message: 在哪\n", "a group has expect"),
    ],
)
def test_an_unusable_file_is_refused(tmp_path: Path, text: str, reason: str) -> None:
    with pytest.raises(ExampleError, match=reason):
        read_examples(_write(tmp_path, text))
