"""The report of a batch: its parts, and its pages in headless Chromium."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from browser import chromium, need_browser, opened, serious, until
from spacy.language import Language

import eventx
from eventx.cli import main
from eventx.io.report import Held, Row, _write, make_report
from eventx.records.errors import ConfigError

TELL = "Exports of tin from Bolivia to Japan rose {} to ${} million in {}, the customs office said."
TEXTS = [
    ("Tin up <script>document.title = 'owned'</script>", "2026-02-04", TELL.format("5%", 900, "January 2026")),
    ("Tin further up", "2026-03-04", TELL.format("7%", 950, "February 2026")),
    ("Tin at its peak", "2026-04-04", TELL.format("9%", 990, "March 2026")),
    ("Tin, another count", "2026-04-05", TELL.format("8%", 975, "March 2026")),
    (
        "Peña opens a plant",
        "2026-04-06",
        "The firm Andes Tin hired 400 workers in Oruro in April 2026, Rosa Peña said.",
    ),
    ("Storm", "2026-05-06", "A storm killed 14 people in Ghana on May 3, 2026, police said."),
]
ALL = "[...document.querySelectorAll('tbody tr')].every((row) => row.textContent.includes('{}'))"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, nlp: Language) -> Path:
    out = tmp_path_factory.mktemp("batch")
    articles = [
        eventx.Article(id=f"{n}", title=title, published=day, text=text, keep_text=True)
        for n, (title, day, text) in enumerate(TEXTS)
    ]
    lines = [found.model_dump_json() for found in eventx.extract_many(articles, nlp=nlp)]
    (out / "part-000001.jsonl").write_text("\n".join(lines[:4]) + "\n", encoding="utf-8")
    (out / "part-000002.jsonl").write_text("\n".join(lines[4:]) + "\n", encoding="utf-8")
    (out / "errors.jsonl").write_text('{"id": "x"}\n', encoding="utf-8")
    if find_spec("duckdb") and find_spec("pyarrow"):
        assert main(["link", str(out), "--from", str(out)]) == 0
    return make_report(out, processes=1).parent


def test_a_report_takes_the_place_of_a_report_and_of_nothing_else(made: Path, tmp_path: Path) -> None:
    own = tmp_path / "site" / "data" / "app.js"
    own.parent.mkdir(parents=True)
    own.write_text("1", encoding="utf-8")
    (tmp_path / "site" / "index.html").write_text("<p>A site</p>", encoding="utf-8")
    with pytest.raises(ConfigError, match="holds what is no report"):
        make_report(made.parent, tmp_path / "site", processes=1)
    assert own.exists()
    first = make_report(made.parent, tmp_path / "new", processes=1).read_bytes()
    assert make_report(made.parent, tmp_path / "new", processes=1).read_bytes() == first


def test_a_batch_in_another_format_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="batch SRC --out"):
        make_report(tmp_path)
    (tmp_path / "ledger.sqlite").touch()
    with pytest.raises(ConfigError, match="a batch in another format than JSON Lines"):
        make_report(tmp_path)


def summary(made: Path) -> dict[str, Any]:
    page = (made / "index.html").read_text(encoding="utf-8")
    held: dict[str, Any] = json.loads(page.partition('id="summary">')[2].partition("</script>")[0])
    return held


def test_the_report_counts_every_article_and_event(made: Path) -> None:
    told = summary(made)
    assert told["articles"] == 6
    assert told["events"] == sum(cell[3] for cell in told["cube"]) >= 6
    assert {"trade", "workforce", "casualties"} <= set(told["types"])
    assert {"BO", "GH"} <= {country[0] for country in told["countries"]}


def test_series_and_numbers_that_differ_name_their_articles(made: Path) -> None:
    pytest.importorskip("duckdb")
    pytest.importorskip("pyarrow")
    told = summary(made)
    (series,) = told["series"]
    assert [point[0] for point in series["points"]] == ["2026-01-31", "2026-02-28", "2026-03-31"]
    (clash,) = told["conflicts"]
    assert {said: articles for said, articles in clash["values"]} == {"$990m": [2], "$975m": [3]}
    assert clash["when"] == "Mar 2026"


def test_a_folder_without_records_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", str(tmp_path)]) == 2
    assert "python -m eventx batch" in capsys.readouterr().err


def test_no_markup_of_an_article_is_in_a_page_or_part(made: Path) -> None:
    for path in [*made.glob("*.html"), *made.glob("data/*.js")]:
        assert "<script>document" not in path.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    need_browser()
    with chromium() as started:
        yield started


@pytest.fixture
def page(browser: Any, made: Path) -> Iterator[Any]:
    with opened(browser, made / "index.html") as page:
        page.wait_for_selector("tbody tr")
        yield page


def test_filters_leave_what_they_name(page: Any) -> None:
    total = page.inner_text(".total")
    page.locator(".filters .chip", has_text="casualties").click()
    until(page, ALL.format("casualties"))
    assert "killed 14" in page.inner_text("tbody")
    assert page.locator(".filters .chip", has_text="trade").get_attribute("aria-pressed") == "false"
    page.locator(".filters button", has_text="Reset").click()
    page.select_option("select[data-key=from]", "2026-05")
    until(page, ALL.format("2026-05"))
    page.locator(".filters button", has_text="Reset").click()
    assert page.inner_text(".total") == total
    page.locator("#countries button", has_text="Bolivia").click()
    assert "Bolivia" in page.locator("select[data-key=country] option:checked").inner_text()
    page.locator("#map circle").first.click()
    assert page.told == []


def test_the_search_finds_titles_and_names_without_accents(page: Any) -> None:
    page.fill("#find", "pena pl")
    page.wait_for_selector(".hits li")
    assert page.locator(".hits li").all_inner_texts() == ["Peña opens a plant 2026-04-06"]
    page.fill("#find", "zzzz")
    until(page, "document.querySelectorAll('.hits li').length === 0")
    assert page.inner_text("#search [role=status]") == "0 articles"


def test_an_article_opens_with_its_text(page: Any) -> None:
    page.locator("tbody tr", has_text="Tin up").first.locator("a").click()
    page.wait_for_selector("#article")
    assert page.inner_text("h1") == TEXTS[0][0]
    assert page.title() == TEXTS[0][0]
    assert page.locator(".f").count() > 3
    page.locator("a", has_text="The report").click()
    page.wait_for_selector("tbody tr")
    assert page.told == []


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_serious(page: Any, theme: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=theme)
    assert serious(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_hundred_thousand_articles_open_in_two_seconds(browser: Any, tmp_path: Path) -> None:
    held = Held()
    (tmp_path / "data").mkdir()
    months = [f"{year}-{month:02}" for year in range(2015, 2026) for month in range(1, 13)]
    for n in range(100_000):
        held.titles.append((n, f"Article {n}", months[n % 132] + "-01"))
        held.rows += [
            Row(months[n % 132], f"type{n * k % 16}", f"C{n // k % 150}", f"hire, firm {n}", n, f"Article {n}")
            for k in (1, 7)
        ]
        held.words["article"].append(n)
        held.words[f"n{n}"].append(n)
    index = _write(held, {"series": [], "conflicts": []}, "many", tmp_path)
    page = browser.new_page()
    begun = time.monotonic()
    page.goto(index.as_uri())
    page.wait_for_selector("tbody tr")
    assert time.monotonic() - begun < 2
    took = page.evaluate(
        """() => { const begun = performance.now();
        document.querySelector('.chip').click();
        return performance.now() - begun; }"""
    )
    assert took < 200
    page.close()
