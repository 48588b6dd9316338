"""Stated counts: what the words beside a bare number give: "27 dead", "killing 107", "a panel of 12"."""

from __future__ import annotations

from dataclasses import replace

from eventx.facts.headcount.action import action_of
from eventx.facts.headcount.case import Case
from eventx.facts.headcount.count import PersonCount, count_of, who_of
from eventx.facts.headcount.phrase import plain
from eventx.lexicons import lexicon
from eventx.mentions.persons import is_of_people, is_plural, nouns_before, singular
from eventx.syntax.arguments import subject_of
from eventx.syntax.government import Government, government_of
from eventx.syntax.labels import ADNOMINAL, OBJECTS, SUBJECTS, first_right, has_left
from eventx.syntax.phrases import follows, subject


def state_count(case: Case) -> PersonCount | None:
    """Count persons dead, missing or injured: "27 dead", "17 confirmed dead", "60 still missing"."""
    phrase, verb, words = case.phrase, case.government.verb, lexicon("headcount")
    states, behind = lexicon("clause").states | words.plights, case.analysis.doc[phrase.last.i + 1 : phrase.last.i + 4]
    said = words.reported - states
    state = next((t for t in behind if t.lower_ in states or (t.pos_ != "ADV" and t.lower_ not in said)), None)
    if state is None or state.lower_ not in states:
        return None
    if state.lower_ not in words.silent:
        among = follows(phrase.begin, "among")  # "two Peruvians among 12 killed" are not all of them
        count = count_of(phrase, None if among else who_of(case.same), "headcount.state")
        above = (
            at for at in (phrase.last.head, phrase.last.head.head) if at.lemma_ == "leave" and at.i < phrase.begin.i
        )
        if (left := next(above, None)) is not None:  # "left 27 people dead and 950 injured"
            return replace(count, government=Government(left), action="leave")
        own = Government(state)
        return replace(count, government=own if verb is None else count.government, action=action_of(own))
    over = verb is not None and verb.i < phrase.begin.i and verb.lemma_ != "be"  # "leaves 19 dead"
    who = (behind[0].idx, state.idx + len(state)) if state.lower_ == "dead" else who_of(case.same)
    return count_of(phrase, who, "headcount.state", silent=not over)


def held_count(case: Case) -> PersonCount | None:
    """Count whom a shelter or vessel holds: "a camp built for 12,000", "the boat was carrying 64"."""
    verb, words = case.government.verb, lexicon("headcount")
    if verb is None or not case.bare or case.is_strange:
        return None
    action = action_of(case.government)
    if action not in words.capacities and (verb.lemma_ not in words.holding or verb.i > case.phrase.begin.i):
        return None
    holder = verb.head if verb.dep_ in ADNOMINAL else subject(verb)
    if holder is None or singular(holder) not in words.shelters:
        return None
    return count_of(case.phrase, who_of(case.same), "headcount.verb")


def verb_count(case: Case) -> PersonCount | None:
    """Count persons by a verb that has only them: "killing 107", "15 were wounded", "some 60,000 marched"."""
    verb, words = case.government.verb, lexicon("headcount")
    if verb is None or not case.bare or case.phrase.last.pos_ == "PROPN":
        return None
    told = ("deeds", "motions") if case.history.last is not None or case.after_persons else ("deeds",)
    acts = lexicon("persons").any_of(*told)
    home = verb.lemma_ == "go" and any(child.lower_ in words.elsewhere for child in verb.rights)
    home |= any(child.lower_ in words.becoming for child in verb.rights)  # "23 fell ill"
    deed = case.phrase.last.dep_ in SUBJECTS and (
        home or not acts.isdisjoint((verb.lemma_, action_of(case.government)))
    )
    deed |= _is_made_to_act(case)
    if not deed and not lexicon("persons").verbs & {action_of(case.government), verb.lemma_}:
        return None
    others = verb.lemma_ == "employ" or verb.dep_ == "relcl"  # "the mill, which employs 415": of whom nothing was told
    near = case.history.last if case.latest and not others else case.same
    if near is not None and near.phrase.governed == subject_of(verb) and case.phrase.last.dep_ in OBJECTS:
        near = None  # "three gunmen opened fire, killing two"
    return count_of(case.phrase, who_of(near), "headcount.verb")


def _is_made_to_act(case: Case) -> bool:
    """Tell whether those counted are made to do what persons do: "forced *6,000* to leave"."""
    verb, number = case.government.verb, case.phrase.last
    if verb is None or number.dep_ != "dobj" or verb.lemma_ not in lexicon("headcount").compelling:
        return False
    acts = (c for c in (*verb.rights, *number.rights) if c.dep_ in ("xcomp", "relcl", "acl") and has_left(c, "aux"))
    done = next((c.lemma_ for c in acts if c.tag_ == "VB" and c.i > number.i), None)
    return done in lexicon("persons").any_of("verbs", "deeds", "motions")


def group_count(case: Case) -> PersonCount | None:
    """Count the members of a group: "a panel of twelve", "a city of about 4 million", "a crowd put at 5,000"."""
    doc, before, words = case.analysis.doc, case.phrase.begin.i - 1, lexicon("headcount")
    at, bounding = before, lexicon("government").bounding - {"of", "the"}
    if before < 1:
        return None
    while at > 1 and doc[at].lower_ in bounding:
        at -= 1
    sorts = words.any_of("inhabited", *(("units",) if at == before else ()))  # no "wave of about 20"
    bodies = sorts | lexicon("persons").any_of("groups", "tallies")
    sized = before > 1 and doc[before].lower_ == "at" and doc[before - 1].lemma_ in lexicon("clause").reckoning
    body = doc[before - 2 if sized else at - 1]
    if not (sized or doc[at].lower_ == "of") or body.lower_ not in bodies:
        return None
    who = (body.idx, body.idx + len(body)) if body.lower_ in lexicon("persons").tallies else None  # "a staff of nine"
    count = count_of(case.phrase, who, "headcount.group", silent=body.dep_ not in SUBJECTS)
    own = government_of(body)
    acts = sized and body.dep_ in SUBJECTS and body.head != doc[before - 1]
    return replace(count, government=own, action=action_of(own)) if acts else count


def equal_count(case: Case) -> PersonCount | None:
    """Count those who are told to be persons: "Six were men and five were women"."""
    number = case.phrase.last
    verb = number.head
    if number.dep_ not in SUBJECTS or verb.lemma_ != "be" or not case.bare or number.lower_ == "one":
        return None
    persons = any(c.dep_ == "attr" and is_plural(c) and is_of_people(c, case.diseased) for c in verb.rights)
    return count_of(case.phrase, None, "headcount.state", silent=True) if persons else None


def summed_count(case: Case) -> PersonCount | None:
    """Count those told of before a comma: "the passengers, *96* in all, were unhurt"."""
    doc, begin, last = case.analysis.doc, case.phrase.begin, case.phrase.last.i
    while begin.i > 1 and begin.nbor(-1).lower_ in lexicon("government").bounding:
        begin = begin.nbor(-1)
    behind = doc[last + 1 : last + 3].text.lower()
    if not follows(begin, ",", "–", "—", "(") or (
        behind not in ("in all", "in total") and doc[last + 1 : last + 2].text != "altogether"
    ):
        return None
    near = next(nouns_before(begin, plural=True), None)
    if near is None or near.sent != begin.sent or not is_of_people(near, case.diseased):
        return None
    return count_of(case.phrase, plain(near), "headcount.group", silent=True)


def those_count(case: Case) -> PersonCount | None:
    """Count some of those to whom or by whom something is done: "nine of *those detained* have been charged"."""
    doc, at, words = case.analysis.doc, case.phrase.last.i, lexicon("headcount")
    those = doc[at + 2] if doc[at + 1 : at + 3].text.lower() == "of those" else None
    below = first_right(those, "relcl", "acl") if those is not None else None
    if below is None:
        return None
    struck = words.any_of("suffered", "plights") | lexicon("persons").any_of("verbs", "deeds", "struck")
    told = any(child.lower_ == "who" for child in below.subtree) or below.lemma_ in struck or below.lower_ in struck
    return count_of(case.phrase, None, "headcount.verb") if told else None


def relative_count(case: Case) -> PersonCount | None:
    """Count those of whom only a clause tells: "for the *40,000* who were left homeless"."""
    below = first_right(case.phrase.last, "relcl") if case.after is not None and case.after.lower_ == "who" else None
    if below is None:
        return None
    return replace(count_of(case.phrase, None, "headcount.verb"), action=action_of(Government(below)))
