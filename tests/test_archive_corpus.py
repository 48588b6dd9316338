"""The gold of corpus/archive: every word it quotes stands in its article, and every article tells something."""

import json
from collections import Counter
from pathlib import Path

import pytest

ARCHIVE = Path(__file__).parent.parent / "corpus" / "archive"
ROWS = [json.loads(line) for line in (ARCHIVE / "articles.jsonl").read_text(encoding="utf-8").splitlines()]
ARTICLES = {row["id"]: row for row in ROWS}
GOLD = json.loads((ARCHIVE / "gold.json").read_text(encoding="utf-8"))
HAPPENINGS, ENTITIES, NEAR = GOLD["happenings"], GOLD["entities"], GOLD["near"]
STORIES = {happening["story"] for happening in HAPPENINGS if "story" in happening}


def ids(rows: list[dict[str, str]]) -> list[str]:
    return [row["id"] for row in rows]


@pytest.mark.parametrize("rows", [ROWS, HAPPENINGS, ENTITIES], ids=["articles", "happenings", "entities"])
def test_an_id_is_given_once(rows: list[dict[str, str]]) -> None:
    assert len(set(ids(rows))) == len(rows)


def test_articles_are_whole_and_in_order_of_date() -> None:
    assert all(row[key] for row in ROWS for key in ("title", "text", "published", "source", "url"))
    assert len({row["text"] for row in ROWS}) == len({row["url"] for row in ROWS}) == len(ROWS)
    dates = [row["published"] for row in ROWS]
    assert dates == sorted(dates)
    assert "2031-03-01" <= dates[0] <= dates[-1] <= "2031-03-31"


@pytest.mark.parametrize("happening", HAPPENINGS, ids=ids(HAPPENINGS))
def test_a_telling_is_quoted_from_its_article(happening: dict) -> None:
    tellings = happening["tellings"]
    assert all(telling["words"] in ARTICLES[telling["article"]]["text"] for telling in tellings)
    assert len({telling["article"] for telling in tellings}) == len(tellings)
    assert (len(tellings) > 1) == ("story" in happening)


def test_a_conflict_gives_the_values_of_each_telling() -> None:
    for happening in HAPPENINGS:
        values = [telling["values"] for telling in happening["tellings"] if "values" in telling]
        assert len(values) == (len(happening["tellings"]) if happening.get("conflict") else 0)
        assert not values or len({value for given in values for value in given}) > 1


@pytest.mark.parametrize("entity", ENTITIES, ids=ids(ENTITIES))
def test_a_name_stands_in_its_article(entity: dict) -> None:
    assert entity["kind"] in {"person", "organisation"}
    assert entity["mentions"]
    assert all(mention["name"] in ARTICLES[mention["article"]]["text"] for mention in entity["mentions"])


def test_one_name_of_an_article_is_one_entity() -> None:
    names = Counter((mention["article"], mention["name"]) for entity in ENTITIES for mention in entity["mentions"])
    assert not [name for name, count in names.items() if count > 1]


def test_every_article_tells_something() -> None:
    assert {telling["article"] for happening in HAPPENINGS for telling in happening["tellings"]} == set(ARTICLES)


def test_a_story_has_five_to_eight_versions() -> None:
    versions: dict[str, set[str]] = {story: set() for story in STORIES}
    for happening in HAPPENINGS:
        if "story" in happening:
            versions[happening["story"]].update(telling["article"] for telling in happening["tellings"])
    assert len(versions) == 40
    assert all(5 <= len(articles) <= 8 for articles in versions.values())


def test_near_misses_are_single_articles_of_a_story() -> None:
    single = {happening["tellings"][0]["article"] for happening in HAPPENINGS if "story" not in happening}
    assert all(near["article"] in single and near["of"] in STORIES for near in NEAR)
