"""Inverted sources: the speaker that follows a cue that itself follows its content: "...," said Ray Kowalczyk."""

from __future__ import annotations

from spacy.tokens import Token

from eventx.facts.statement.cues import lemma_of
from eventx.facts.statement.phrases import HEADS, NOMINAL, Phrase, chunk_head, phrase_at, speaks
from eventx.facts.statement.view import Sentence, View
from eventx.lexicons import lexicon
from eventx.mentions.names.vocabulary import roles
from eventx.syntax.labels import FINITE, NOUN_SUBJECTS, RELATIVE, first_left, has_left
from eventx.syntax.phrases import helped

_CLOSING = frozenset({",", "?", "!", "”", '"', "''", "’", "'", "»", "—"})


def find_behind(view: View, cue: Token) -> Phrase | None:
    """Return the speaker that follows a cue that itself follows its content: "...," said Ray Kowalczyk."""
    sentence, start = view.sentence(cue.i), cue.i + 1
    while start in view.times or (start + 1 in view.times and view.doc[start].pos_ == "ADP"):
        start += 1
    if start >= sentence.end or not _may_be_speaker(view, start) or not _closes_content(view, cue, sentence):
        return None
    head = _head_behind(cue, start) or chunk_head(view, start, sentence.end)
    if head is None or (head.like_num and head.lower_ != "one"):
        return None
    phrase = phrase_at(view, head, start)
    after = phrase.end + (phrase.end < sentence.end and view.doc[phrase.end].is_quote)
    verbal = view.finite(after, min(after + 1, sentence.end))  # said the plan was ...; said Kvern "had left"
    return None if verbal else phrase


def _head_behind(cue: Token, start: int) -> Token | None:
    """Return the noun, or what stands as one, whose phrase begins at a token behind a cue."""
    after = (c for c in cue.rights if c.left_edge.i == start)
    subject = (c for c in after if c.pos_ in HEADS or c.lower_ == "old" or (c.dep_ == "nsubj" and _is_named(c)))
    return next(subject, None)


def _is_named(noun: Token) -> bool:
    """Say whether a word is a name or an office, whatever its tag: vowed shop *steward* Ray Low."""
    return noun.is_title or noun.lower_ in roles()


def _closes_content(view: View, cue: Token, sentence: Sentence) -> bool:
    """Say whether a quotation or a clause ends right before a cue that may have its speaker behind it."""
    naming = cue.tag_ == "VBN" and lemma_of(cue) in lexicon("statement").naming
    if lemma_of(cue) in lexicon("statement").complementing and not view.quoted(sentence.start, cue.i):
        return False  # Lund called it cruel, accused the mayor of lying
    if cue.tag_ == "VBG" or naming or lemma_of(cue) == "tell" or view.in_quote[cue.i] >= 0:
        return False
    before = next((t for t in reversed(view.doc[sentence.start : cue.i]) if t.pos_ != "ADV" or t.dep_ == "neg"), None)
    if before is None:
        return cue.i > 0 and view.in_quote[cue.i - 1] >= 0
    if view.in_quote[before.i] >= 0:
        return True
    if before.text not in _CLOSING and _runs_into(view, cue, sentence):
        return True
    if before.text not in _CLOSING or (has_left(cue, "nsubj") and lemma_of(cue) != "say"):
        return False
    quoted = before.i > 0 and view.in_quote[before.i - 1] >= 0
    inserted = cue.dep_ == "parataxis" and cue.head.i > cue.i  # Then, say analysts, there is
    told = _has_clause(view, sentence.start, before.i, cue) or _is_verbless(view, before.i, cue, sentence)
    return before.text != "," or quoted or inserted or told


def _runs_into(view: View, cue: Token, sentence: Sentence) -> bool:
    """Say whether a clause runs into a cue with no mark, whose speaker ends the sentence: It is shut said Reed."""
    named = next((c for c in cue.rights if c.dep_ in NOUN_SUBJECTS and c.pos_ == "PROPN"), None)
    own = first_left(cue, *NOUN_SUBJECTS)  # in May said Reed; near Hull, Ohio said Reed
    other = own is not None and own.ent_type_ not in ("DATE", "TIME", "GPE")
    if named is None or other or lemma_of(cue) != "say" or not any(c.dep_ == "appos" for c in named.rights):
        return False
    return view.finite(sentence.start, cue.i) and not view.finite(cue.i + 1, sentence.end)


def _may_be_speaker(view: View, i: int) -> bool:
    """Say whether a token behind a cue may begin a speaker: no object, no subject of a clause."""
    first = view.doc[i]
    if view.in_quote[i] >= 0 or first.lower_ in lexicon("statement").no_speaker:
        return False
    nominal = first.pos_ in NOMINAL or (first.is_title and first.dep_ == "nsubj")
    return nominal and not (first.tag_ == "PRP" and view.finite(i + 1, i + 2))


def _has_clause(view: View, start: int, end: int, cue: Token) -> bool:
    """Say whether tokens before an inverted cue hold a clause of their own, not only its subject."""
    own = first_left(cue, "nsubj")
    if own is not None and own.left_edge.i <= start + 1 and own.right_edge.i >= end - 1:
        return False
    if cue.tag_ == "VBZ":  # in headlines
        return any(t.tag_.startswith("VB") for t in view.doc[start:end])
    finite = (t for t in view.doc[start:end] if t.tag_ in FINITE)
    return any(helped(t).dep_ != "relcl" for t in finite)


def _is_verbless(view: View, comma: int, cue: Token, sentence: Sentence) -> bool:
    """Say whether a sentence without a verb is told, which ends with its speaker: Not so, says Lund, who knows."""
    first = view.doc[view.token_at(view.opening(sentence)) or sentence.start]
    head = chunk_head(view, first.i, comma)  # not: Ann Reed, mayor of Hull, said the plan is dead
    led = first.pos_ in ("ADP", "SCONJ", "PRON") or first.i in view.times or (head is not None and speaks(head))
    after = view.adverbials_end(cue.i + 1, sentence)
    ends = after >= view.last(sentence) or view.doc[after + 1].tag_ in RELATIVE
    whole = ends and not view.finite(sentence.start, comma) and not view.finite(cue.i + 1, after)
    return lemma_of(cue) == "say" and whole and not led
