"""Sequence diagrams are read from a small part of mermaid; any other line is an error."""

from __future__ import annotations

import pytest

from advisor.diagrams.mermaid import (
    Block,
    Branch,
    Diagram,
    DiagramError,
    Message,
    Note,
    Participant,
    parse,
)

HEAD = "sequenceDiagram\nparticipant A as One\nparticipant B as Two\n"
HELLO = Message(source="A", target="B", text_lines=("hello",), dashed=False)


def test_it_reads_participants_messages_and_notes() -> None:
    text = (
        "\nsequenceDiagram\n"
        "    participant A as One<br/>(first)\n"
        "    participant B as Two\n\n"
        "    A->>B: hello: you\n"
        "    B-->>A: hi<br/>there\n"
        "    A->>A: think\n"
        "    Note over A,B: both\n"
        "    Note over B: one<br/>only\n"
    )
    assert parse(text) == Diagram(
        participants=(
            Participant(id="A", label_lines=("One", "(first)")),
            Participant(id="B", label_lines=("Two",)),
        ),
        steps=(
            Message(source="A", target="B", text_lines=("hello: you",), dashed=False),
            Message(source="B", target="A", text_lines=("hi", "there"), dashed=True),
            Message(source="A", target="A", text_lines=("think",), dashed=False),
            Note(participants=("A", "B"), text_lines=("both",)),
            Note(participants=("B",), text_lines=("one", "only")),
        ),
    )


def test_it_reads_alternatives_inside_alternatives() -> None:
    text = "alt x\nA->>B: hello\nelse y\nalt z\nA->>B: hello\nend\nelse\nA->>B: hello\nend"
    inner = Block(branches=(Branch(title="z", steps=(HELLO,)),))
    assert parse(HEAD + text).steps == (
        Block(
            branches=(
                Branch(title="x", steps=(HELLO,)),
                Branch(title="y", steps=(inner,)),
                Branch(title="", steps=(HELLO,)),
            )
        ),
    )


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("", 1, "expected sequenceDiagram first"),
        ("\ngraph LR", 2, "expected sequenceDiagram first"),
        (HEAD, 4, "no message"),
        (HEAD + "loop x", 4, "not in the subset: loop x"),
        (HEAD + "%% comment", 4, "not in the subset: %% comment"),
        (HEAD + "A->B: x", 4, "not in the subset: A->B: x"),
        (HEAD + "A->>B:", 4, "not in the subset: A->>B:"),
        (HEAD + "participant C", 4, "not in the subset: participant C"),
        (HEAD + "participant A as Three", 4, "participant A is declared already"),
        (HEAD + "A->>C: x", 4, "participant C is not declared"),
        (HEAD + "Note over A,C: x", 4, "participant C is not declared"),
        (HEAD + "else x", 4, "else without alt"),
        (HEAD + "A->>B: x\nend", 5, "end without alt"),
        (HEAD + "A->>B: x\nalt y\nA->>B: x", 5, "alt without end"),
        (HEAD + "alt y\nend", 5, "the branch before is empty"),
        (HEAD + "alt y\nelse z\nA->>B: x\nend", 5, "the branch before is empty"),
    ],
)
def test_it_names_the_line_that_is_wrong(text: str, line: int, message: str) -> None:
    with pytest.raises(DiagramError) as caught:
        parse(text)
    assert (caught.value.line, caught.value.message) == (line, message)
