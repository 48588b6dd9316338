"""An article that takes longer than it may is an error, told by its name, and the others are done."""

from __future__ import annotations

import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from spacy.language import Language

import eventx
from eventx.cli import main
from eventx.pipeline.deadline import deadline
from eventx.records.errors import ArticleError


def hang(text: str) -> None:
    while "HANGS" in text:
        time.sleep(0.01)


@pytest.fixture
def slow(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> Language:
    made = nlp.tokenizer
    monkeypatch.setattr(nlp, "tokenizer", lambda text: (hang(text), made(text))[1])
    return nlp


def test_the_late_one_is_told_and_the_others_done(slow: Language) -> None:
    failed: list[tuple[str | None, str]] = []
    list(eventx.extract_many(["Sales rose by 5%."], nlp=slow))  # what is read at first use takes its time, too
    articles = [eventx.Article(id=name, text=f"Sales {name} by 5%.") for name in ("rose", "HANGS", "fell")]
    found = eventx.extract_many(
        articles, nlp=slow, seconds=0.5, on_error=lambda article, error: failed.append((article.id, str(error)))
    )
    assert [extraction.article.id for extraction in found] == ["rose", "fell"]
    assert failed == [("HANGS", "HANGS: takes more than 0.5 s")]
    with pytest.raises(ArticleError, match=r"takes more than 0\.2 s"):
        eventx.extract("HANGS", nlp=slow, seconds=0.2)


def test_the_command_takes_the_limit(
    slow: Language, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("eventx.pipeline.load", lambda model=None: slow)
    monkeypatch.setattr("eventx.io.run.quiet", lambda: None)
    (tmp_path / "a.txt").write_text("It HANGS.")
    assert main([str(tmp_path / "a.txt"), "--max-seconds", "0.2"]) == 1
    assert "a.txt: takes more than 0.2 s" in capsys.readouterr().err


def test_outside_the_main_thread_it_is_told_between_pieces(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nlp, "max_length", 5_000)  # so long is a piece
    text = "Sales rose by 5%.\n\n" * 2_000
    with ThreadPoolExecutor(1) as pool:
        began = time.monotonic()
        with pytest.raises(ArticleError, match=r"takes more than 0\.1 s"):
            pool.submit(eventx.extract, text, nlp=nlp, seconds=0.1).result()
        late = time.monotonic() - began
        assert pool.submit(eventx.extract, text[:5_000], nlp=nlp, seconds=600).result().facts
        assert late < 4 * (time.monotonic() - began - late)  # than one piece of eight takes


def test_outside_the_main_thread_it_is_told_at_the_end() -> None:
    said: list[Exception] = []

    def run() -> None:
        try:
            with deadline("a", 0.01):
                time.sleep(0.05)
        except ArticleError as error:
            said.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    assert [str(error) for error in said] == ["a: takes more than 0.01 s"]


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no alarm clock")
def test_an_alarm_that_another_has_set_rings() -> None:
    rung: list[int] = []
    before = signal.signal(signal.SIGALRM, lambda signum, frame: rung.append(signum))
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.05)
        with deadline("it", 5):
            time.sleep(0.1)
        time.sleep(0.1)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert rung == [signal.SIGALRM]
