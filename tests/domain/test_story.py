"""A passage is its paragraphs; a mark stays with the words it was set on, and with no others."""

from datetime import UTC, date, datetime

from holdspace.domain.marks import Mark
from holdspace.domain.people import Private
from holdspace.domain.story import Passage, parted, written

AT = datetime(2026, 3, 3, 12, tzinfo=UTC)
TEXT = Private("It began in May.\n\nThe van broke.\r\n \r\nI sold it.\nTo a man in Cork.")


def marks(passage: Passage) -> list[str]:
    return [each.words.text for each in passage.paragraphs if each.mark is Mark.THERAPIST]


def test_empty_lines_part_a_text_and_single_ones_do_not() -> None:
    assert [each.text for each in parted(TEXT)] == [
        "It began in May.",
        "The van broke.",
        "I sold it.\nTo a man in Cork.",
    ]


def test_a_passage_is_only_for_them_until_they_mark_it() -> None:
    passage = written(TEXT, AT)
    assert marks(passage) == []
    assert marks(passage.marked(frozenset({1, 9}))) == ["The van broke."]
    assert passage.on == date(2026, 3, 3)


def test_other_marks_take_the_place_of_those_before() -> None:
    assert marks(written(TEXT, AT).marked(frozenset({0, 1})).marked(frozenset({2}))) == [
        "I sold it.\nTo a man in Cork."
    ]


def test_changed_words_lose_their_mark_and_the_others_keep_theirs() -> None:
    passage = written(TEXT, AT).marked(frozenset({0, 1}))
    after = passage.revised(Private("New first.\n\nThe van broke.\n\nIt began in May, or June."))
    assert marks(after) == ["The van broke."]
    assert after.at == AT


def test_it_opens_with_its_first_line() -> None:
    assert written(TEXT, AT).opens == Private("It began in May.")
    assert written(TEXT, AT).words.text.endswith("To a man in Cork.")
