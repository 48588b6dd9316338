"""Quotes: what is quoted day by day, shares, indices and firms by their names; whose it is, and when it moved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

from spacy.tokens import Token

from eventx.analysis.comparison import is_comparison
from eventx.analysis.reach import around
from eventx.events.discourse.levels import is_back
from eventx.events.draft import Draft
from eventx.events.entities.index import EntityIndex
from eventx.events.merging.titles import direction_of
from eventx.facts.change.vocabulary import ways
from eventx.mentions.analysis import Analysis
from eventx.normalize.date import Time
from eventx.records import Actor, Mention, Period
from eventx.syntax.arguments import subject_of
from eventx.syntax.labels import NOUNS, OBJECTS
from eventx.syntax.phrases import governing_verb
from eventx.syntax.tense import is_report

_QUOTED = ("market", "quoted")


def is_quoted(draft: Draft) -> bool:
    """Tell whether what moved is quoted day by day: an index, shares, a firm by its name; but not "has fallen"."""
    names = draft.clause.noun_names
    if is_perfect(draft):
        return False
    if draft.lead.type != "change":  # of an amount only that of shares: "closed at $4"
        return draft.lead.type == "money" and draft.words.has("quoted", names)
    return _is_by_name(draft) or draft.words.has_any(_QUOTED, names)


def is_surveyed(draft: Draft) -> bool:
    """Tell whether what moved is read month by month, not quoted: "*house prices*", "rents"; but not "oil prices"."""
    noun, words = draft.clause.noun, draft.words
    if noun is None or not words.has("surveyed", (noun.lemma_.lower(), noun.lower_)):
        return False
    beside = (t.lemma_.lower() for t in noun.subtree if t != noun)
    return all(words.has("surveyed", (name,)) or not words.has_any(_QUOTED, (name,)) for name in beside)


def _is_by_name(draft: Draft) -> bool:
    """Tell whether a firm moves by its name: "Kappa fell 3%", "the brewer Kappa fell"; but not "sales at Kappa"."""
    party, metric = draft.fields.get("subject"), draft.fields.get("metric")
    if not isinstance(party, Actor) or not isinstance(metric, Mention) or metric.end != party.mention.end:
        return False
    return all(t.pos_ != "ADP" for t in draft.analysis.span(metric.start, metric.end))


def is_past(draft: Draft) -> bool:
    """Tell whether a clause is told in the past, or without a verb."""
    verb = draft.clause.verb
    return verb is None or (verb.tag_ not in ("VBZ", "VBP", "VB") and not is_perfect(draft))


def is_perfect(draft: Draft) -> bool:
    """Tell whether a clause tells what has happened up to now."""
    verb = draft.clause.verb
    return verb is not None and any(c.lemma_ == "have" for c in verb.lefts)


def is_day_of(day: str, before: Draft, draft: Draft) -> bool:
    """Tell whether what is quoted moved on a day told before: that of publication, or of a move right before."""
    published = draft.analysis.article.published_on
    alike = is_quoted(before) and before.lead.type in ("change", draft.lead.type)
    back = draft.lead.type == "money" and is_back(draft, before)  # "closed at $4 before the news"
    return not back and (day == str(published) or (alike and before.is_near(draft.clause)))


def are_readings(before: Draft, draft: Draft) -> bool:
    """Tell whether two are indices of one survey, read and no prices: "fell to 52.7 in May from 57.6"."""
    levels = (
        d.fields.get("value") and d.fields.get("previous") and not d.fields.get("change") for d in (before, draft)
    )
    return all(levels) and before.clause.noun_names[-1:] == draft.clause.noun_names[-1:]


def move_before(draft: Draft, times: Iterable[tuple[Time, Token]]) -> Period | None:
    """Return today if what is quoted, or the market of which it is, moved before, of ``times`` with their heads."""
    today = draft.analysis.article.published_on
    if today is None or not is_quoted(draft) or not is_past(draft):
        return None
    days = [(t, root) for t, root in times if t.timex_type == "DATE" and t.start_date == str(today) == t.end_date]
    moved = (time for time, root in days if _is_of_party(draft, root) or _is_of_market(draft, root))
    return next(map(draft.analysis.period, moved), None)


def _is_of_party(draft: Draft, day: Token) -> bool:
    """Tell whether a day is that on which what is quoted moved before: "Kappa *shares* rose on Monday. The stock"."""
    verb = governing_verb(day)
    noun, party = subject_of(verb) if verb is not None else None, draft.fields.get("subject")
    if verb is None or noun is None or not isinstance(party, Actor) or is_report(verb):
        return False
    quoted = draft.words.has_any(_QUOTED, (noun.lemma_.lower(),))
    return quoted and party.name.split()[0] in {t.text for t in noun.subtree}


def _is_of_market(draft: Draft, day: Token) -> bool:
    """Tell whether a day is that on which anything quoted moved: "Kappa tumbled on Monday", "led *stocks* higher".

    It is that of a change by so much that names no time of its own.
    """
    verb = governing_verb(day)
    if verb is None or draft.lead.type != "change" or is_report(verb) or _is_timed(draft.analysis, draft.clause.token):
        return False
    objects = [c for c in verb.rights if c.dep_ in OBJECTS]
    things = [t for t in (subject_of(verb), *objects) if t is not None]
    quoted = draft.words.has_any(_QUOTED, [name for t in things for name in (t.lemma_.lower(), t.lower_)])
    firm = any(t.ent_type_ == "ORG" for t in things[:1])
    led = any(t.lower_ in ways("titles") for c in (verb, *objects) for t in c.rights)  # "led stocks *higher*"
    moves = direction_of(verb) is not None
    return verb.tag_ != "VB" and ((quoted and (moves or led)) or (firm and moves))


def _is_timed(analysis: Analysis, token: Token) -> bool:
    """Tell whether a clause names a time of its own that it is not compared with: "doubled over the next year"."""
    sentence = analysis.sentence_span(token.idx)
    times = chain(*around(analysis, sentence, token, bases=True))
    return any(not is_comparison(analysis, time, sentence.start_char) for time in times)


def firm_in_row(draft: Draft, told: Sequence[Draft], entities: EntityIndex) -> Actor | None:
    """Return who moves by a name that no list knows, right behind a firm's shares: "Kappa rose 3%, *Lorne* fell 2%"."""
    noun, metric, before = draft.clause.noun, draft.fields.get("metric"), told[-1] if told else None
    if noun is None or before is None or not isinstance(metric, Mention) or draft.lead.type != "change":
        return None
    named = noun.pos_ in NOUNS and noun.text[:1].isupper() and metric.end == noun.idx + len(noun)
    if not named or entities.place(noun) or draft.words.has_any((*_QUOTED, "accounts"), draft.clause.noun_names):
        return None
    owner = before.fields.get("subject")
    shares = is_quoted(before) and isinstance(owner, Actor) and owner.kind == "organisation"
    if not shares or not before.is_near(draft.clause) or not is_past(draft):
        return None
    known = entities.roster.at(noun)
    if known is not None:
        return entities.as_actor(known).model_copy(update={"kind": "organisation"})
    return Actor(mention=draft.analysis.quote(noun), name=noun.text, kind="organisation")
