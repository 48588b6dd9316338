"""The repairs of a parse, in their order: what a word has that needs one, and what is done to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache

from spacy.tokens import Doc, Token

from eventx.lexicons import lexicon
from eventx.normalize import calendar
from eventx.records.guard import guard
from eventx.syntax.labels import NOUN_SUBJECTS, VERBAL
from eventx.syntax.repairs.clauses import (
    free_awaited,
    free_charge,
    free_cleft,
    free_court,
    free_day,
    free_deed,
    free_gerund,
    free_made,
    free_main,
    free_saying,
    free_told,
    mark_content,
    tie_day,
    tie_intent,
    tie_law,
    tie_planner,
    tie_purchase,
    tie_which,
)
from eventx.syntax.repairs.days import free_day_behind
from eventx.syntax.repairs.expectations import free_forecaster, free_level, tie_forecast, tie_hope, tie_outlook
from eventx.syntax.repairs.figures import (
    free_done,
    free_equal,
    free_extent,
    free_many,
    free_score,
    free_toll,
    free_votes,
    tie_ages,
    tie_level,
    tie_missing,
    tie_move,
    tie_owned,
    tie_percent,
    tie_then,
    tie_whole,
)
from eventx.syntax.repairs.names import (
    free_goal,
    free_post,
    free_seat,
    free_victim,
    free_winner,
    join_couple,
    join_partners,
    join_phrased,
    join_post,
    tie_gloss,
    tie_last,
    tie_object,
    tie_posts,
    tie_rank,
    tie_rival,
    tie_title,
    tie_who,
)
from eventx.syntax.repairs.nouns import (
    free_moving,
    free_result,
    name_aged,
    name_bail,
    name_deed,
    name_final,
    name_gerund,
    name_moved,
    name_moved_things,
    name_outcome,
    name_owned,
    name_placing,
    name_stuff,
    name_sufferers,
    name_won,
    tie_dated,
    tie_owner,
)
from eventx.syntax.repairs.objects import (
    free_back,
    free_counted,
    free_dated,
    free_day_before,
    free_gift,
    free_joint,
    free_loss,
    free_object,
    free_packing,
    tie_pretax,
    tie_worth,
)
from eventx.syntax.repairs.subjects import free_reduced, free_remark, free_zone, name_first, tie_form, tie_subjects
from eventx.syntax.repairs.sum_verbs import free_clause_behind, free_giver, free_plural
from eventx.syntax.repairs.sums import (
    free_doer,
    free_drawn,
    free_over,
    free_taker,
    join_scale,
    part_sums,
    tie_sales,
    tie_takers,
)
from eventx.syntax.repairs.titles import mend_titles
from eventx.syntax.repairs.verbs import (
    find_verbs,
    free_behind,
    free_clause,
    free_down,
    free_relative,
    free_report,
    tie_finite,
)
from eventx.syntax.repairs.words import (
    repair_demonyms,
    repair_infinitives,
    repair_initials,
    repair_lands,
    repair_lemmas,
    repair_names,
    repair_offices,
    repair_plurals,
    repair_possessives,
    repair_predicates,
    repair_scaled,
    repair_strange,
    repair_verbs,
)
from eventx.syntax.tokens import keys, places_of, tokens_at, tokens_with


def repair_parse(doc: Doc, titles: Iterable[tuple[int, int]] = (), notes: list[str] | None = None) -> None:
    """Put right tags, lemmas, heads and labels of ``doc``, and the clauses of the titles between some characters.

    A repair that fails is left out and told in ``notes``; the others stand.
    """
    held = notes if notes is not None else []
    for mend in _WORDS:
        with guard(held, f"repairs: {mend.__name__}"):
            mend(doc)
    if not doc.has_annotation("DEP"):
        return
    lasting = {attribute: places_of(doc, attribute) for attribute in ("LOWER", "SHAPE")}
    for attribute, wanted, repairs in _attachments():
        where = lasting.get(attribute)  # a repair may change the others
        found = tokens_with(doc, attribute, wanted) if where is None else tokens_at(doc, where, wanted)
        for token in found:
            for repair in repairs:
                try:  # there are many, and a guard each would cost more than most of them
                    repair(token)
                except Exception:
                    with guard(held, f"repairs: {repair.__name__}", token.idx):
                        raise
    with guard(held, "repairs: subjects"):
        tie_subjects(doc)
    with guard(held, "repairs: titles"):
        mend_titles(doc, titles or _alone(doc))


def _alone(doc: Doc) -> list[tuple[int, int]]:
    """Return the characters of a text that is a title by itself, its verb hidden: "Cost of rail soars"."""
    last = doc[-1:].text_with_ws
    if not last[-1:].isalnum() or any(t.pos_ in VERBAL or t.is_space or t.text == "," for t in doc):
        return []
    return [(0, doc[-1].idx + len(last))]


_WORDS = (
    repair_plurals,
    repair_infinitives,
    repair_verbs,
    repair_predicates,
    find_verbs,
    repair_lemmas,
    repair_scaled,
    repair_possessives,
    repair_names,
    repair_initials,
    repair_strange,
    repair_offices,
    repair_lands,
    repair_demonyms,
)
"""The repairs of words, in their order."""


@cache
def _attachments() -> tuple[tuple[str, frozenset[int], tuple[Callable[[Token], None], ...]], ...]:
    """Return the repairs of heads: by which attribute a word is found, which ones, and what is done to each."""
    words, names, link = lexicon("repairs"), lexicon("names"), lexicon("link")
    firms = {f"{form}{dot}" for form in link.legal - link.ordinary for dot in ("", ".")}
    return (
        ("LOWER", keys(words.stuff), (name_stuff,)),
        ("LOWER", keys(words.placings), (name_placing,)),
        ("LOWER", keys(words.any_of("prefixes", "heats", "generals")), (join_post,)),
        ("LOWER", keys(name.split()[-2] for name in (*names.phrased, *names.phrased_ends)), (join_phrased,)),
        ("LOWER", keys({"and"}), (join_couple,)),
        ("LOWER", keys({"missing"}), (tie_missing,)),
        ("LOWER", keys({"&"}), (join_partners,)),
        ("LEMMA", keys(words.remarking), (free_remark,)),
        ("TAG", keys({"NNS", "VBZ"}), (free_relative,)),
        ("TAG", keys({"NNS"}), (free_counted,)),
        ("LOWER", keys(words.forecasting), (free_forecaster,)),
        ("LOWER", keys({"than"}), (free_level,)),
        ("LOWER", keys({"after", "since"}), (free_toll,)),
        ("LOWER", keys({"number"}), (tie_rank,)),
        ("LOWER", keys({"down"}), (free_down,)),
        (
            "POS",
            keys({"NUM"}),
            (
                free_score,
                free_done,
                free_equal,
                free_many,
                free_taker,
                free_clause_behind,
                free_plural,
                free_giver,
                tie_whole,
            ),
        ),
        ("LOWER", keys({"to", "for"}), (tie_takers, part_sums)),
        ("LOWER", keys({"to"}), (free_goal,)),
        ("LOWER", keys({"share"}), (tie_sales,)),
        ("LOWER", keys({"result", "consequence"}), (free_result,)),
        ("LOWER", keys(words.sufferers), (name_sufferers,)),
        ("LOWER", keys(lexicon("titles").outcomes), (name_outcome,)),
        ("LEMMA", keys(lexicon("telling").waiting), (free_awaited,)),
        ("LEMMA", keys(words.meaning), (tie_intent,)),
        ("LEMMA", keys(words.producing), (free_made,)),
        ("LEMMA", keys(lexicon("telling").buying), (tie_purchase,)),
        ("LOWER", keys({"per"}), (tie_percent,)),
        ("LOWER", keys({"over"}), (free_over,)),
        ("LOWER", keys({"in"}), (free_drawn,)),
        ("LOWER", keys({"worth"}), (tie_worth,)),
        ("LOWER", keys({"final"}), (name_final,)),
        ("LEMMA", keys(lexicon("government").expecting), (tie_hope,)),
        ("SHAPE", keys({"d-", "dd-"}), (tie_ages,)),
        ("LOWER", keys(lexicon("entities").seated), (free_seat,)),
        ("TAG", keys({"POS"}), (tie_owned,)),
        ("DEP", keys({"punct"}), (tie_last,)),
        ("LOWER", keys({"will", "may"}), (name_first,)),
        ("LOWER", keys({"who"}), (tie_who,)),
        ("LOWER", keys({"which"}), (tie_which,)),
        ("LOWER", keys(lexicon("time").zones), (free_zone,)),
        ("LOWER", keys(firms), (tie_form,)),
        ("LOWER", keys({"dead"}), (free_victim,)),
        ("LOWER", keys({"bail"}), (name_bail,)),
        ("LOWER", keys({"won"}), (name_won,)),
        ("LOWER", keys({"m"}), (join_scale,)),
        ("LOWER", keys({"old"}), (name_aged,)),
        ("LOWER", keys(words.winners), (free_winner,)),
        ("LOWER", keys(lexicon("names").office | lexicon("telling").heirs), (free_post,)),
        ("DEP", keys({"appos"}), (tie_owner,)),
        ("DEP", keys({"appos", "npadvmod"}), (tie_rival, tie_gloss, free_gift, tie_posts)),
        ("DEP", keys({"csubj", "csubjpass"}), (name_deed,)),
        ("DEP", keys(NOUN_SUBJECTS), (name_deed, tie_title)),
        ("DEP", keys({"acl"}), (free_told, free_behind, free_clause)),
        ("DEP", keys({"amod"}), (free_report, free_moving)),
        ("LOWER", keys({"saying"}), (free_saying,)),
        ("LOWER", keys(lexicon("time").joints), (free_main,)),
        ("DEP", keys({"oprd"}), (tie_object,)),
        ("LOWER", keys(words.dating), (free_day, tie_day)),
        ("LOWER", keys({"it"}), (free_cleft,)),
        ("LOWER", keys({"of", "for", "with"}), (free_deed, tie_planner, tie_outlook)),
        ("LOWER", keys({"before", "after"}), (tie_pretax,)),
        ("LOWER", keys({"of"}), (tie_dated, tie_level)),
        ("LOWER", keys({"of", "from"}), (free_loss,)),
        ("LOWER", keys({"packing"}), (free_packing,)),
        ("LOWER", keys({"back"}), (free_back,)),
        ("LOWER", keys(calendar.names("weekdays")), (free_day_before, free_dated, free_day_behind)),
        ("TAG", keys({"RP"}), (free_object,)),
        ("LOWER", keys({"in", "down"}), (free_object,)),
        ("LOWER", keys({"by"}), (free_votes, tie_forecast)),
        ("LOWER", keys({"by", "to", "from"}), (free_extent,)),
        ("LOWER", keys({"in", "for", "during"}), (tie_then,)),
        ("LOWER", keys(words.courts), (free_charge, free_court)),
        ("LOWER", keys(words.suits), (free_court,)),
        ("LOWER", keys({"that"}), (mark_content,)),
        ("DEP", keys({"conj"}), (free_reduced, free_doer, tie_posts, free_joint, tie_finite)),
        ("DEP", keys({"dobj"}), (tie_posts, name_owned)),
        ("LOWER", keys(words.ways), (tie_move,)),
        ("TAG", keys({"VBG"}), (free_gerund, tie_law, name_gerund, name_moved)),
        ("TAG", keys({"VBZ"}), (name_moved_things,)),
    )
