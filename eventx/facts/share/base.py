"""What a percentage or fraction is a part or the level of. The rules stand in a table and are tried in order."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import takewhile

from spacy.tokens import Token

from eventx.facts.share.beside import against, gapped, held_before, on_another
from eventx.facts.share.part import (
    Part,
    Rule,
    clause_end,
    has_article,
    is_fronted,
    is_given,
    is_grade,
    is_had,
    is_member,
    is_placed,
    is_spell,
    is_way,
    part_of,
    restricting,
    taken_end,
    tells_which,
)
from eventx.facts.share.wholes import Base, Wholes
from eventx.lexicons import lexicon
from eventx.mentions.claims import Chars
from eventx.mentions.nouns import is_hyphened
from eventx.mentions.topics import Asked, standing_of
from eventx.normalize.number import Number
from eventx.syntax.labels import NOUN_SUBJECTS, NOUNS, first_right, has_right
from eventx.syntax.nominals import top_noun
from eventx.syntax.phrases import clause_verb, follows, governed, is_time, noun_phrase, subject

_INSERTS = frozenset({",", "(", "—", "–", "-", ":"})  # before what is inserted behind a noun
_REACH = 8  # tokens behind a percentage in which its noun may stand
_SOURCE = re.compile(r"\s(?:from|outside)\s")


class NotAShareError(Exception):
    """A percentage is a change, a time or an ordinal."""


def find_base(wholes: Wholes, number: Number) -> tuple[str, Chars | None] | None:
    """Return the rule and the characters of the base of a percentage; None where the number is no share."""
    part = part_of(wholes, number)
    often = " time" in wholes.analysis.text[number.start : number.end]  # "19 times out of 20" is of nothing before
    rules = (rule for rule in _RULES if not (often and rule.looks_back))
    try:
        told = ((rule, chars) for rule in rules if (chars := rule.find(wholes, part)) is not None)
        rule, chars = next(told, (_NONE, None))
    except NotAShareError:
        return None
    chars = wholes.bare(chars, counted=rule.find is _of) if chars else None
    if chars and part.is_had:  # "gets a third of its gas | from Chad"
        chars = chars[0], chars[0] + len(_SOURCE.split(wholes.analysis.text[slice(*chars)])[0])
    chars = wholes.topics.settle(_asked(part, rule.name, chars))
    level = rule.finds == "level" and not has_article(part.after)  # but "half the growth"
    if chars and level and _is_move(wholes.analysis.span(*chars).root):
        return None  # "growth of 3%"
    wholes.last = Base(number.end, chars, is_whole=rule.finds == "whole")
    return f"share.{rule.name}", chars


def _asked(part: Part, rule: str, found: Chars | None) -> Asked:
    """Return how to ask for the topic of a percentage."""
    top, _, tie = standing_of(part.first, part.last)
    ruled, tied = f"rule {rule}", f"tie {tie}"
    signs = ruled, tied, f"behind {part.lead}", f"before {part.follow}", top.dep_, f"{ruled}, {tied}"
    return Asked(top, range(part.first.i, part.last.i + 1), found, signs)


def _is_move(noun: Token) -> bool:
    """Tell whether a noun says that something changes, so that its percentage is no level of anything."""
    lemma, words, nouns = noun.lemma_.lower(), lexicon("share"), lexicon("direction").nouns
    return (lemma in nouns.up | nouns.down | words.moving) and lemma not in lexicon("parts").parts


def _no_share(wholes: Wholes, part: Part) -> Chars | None:
    """Leave out what compares, is a time or changes: "12% more pay", "the first half", "lost by 5%"."""
    after = part.after
    off = part.follow in lexicon("share").compared and part.lead != "of"  # but "a premium of 5% above the price"
    compares = off or (after is not None and after.tag_ in ("JJR", "RBR"))
    if compares or is_spell(part) or is_way(part) or is_grade(part):
        raise NotAShareError
    level = part.lead in ("at", "to", "of") or part.number.form == "ratio"  # "one in five nurses lost their jobs"
    level |= part.follow == "of" or has_article(part.after)  # "half their savings"
    level |= part.before is not None and part.before.tag_ == "PRP$" and after is not None and after.pos_ == "NOUN"
    if part.verb is not None and part.last.dep_ == "nsubj":
        level |= has_right(part.verb, "dobj")  # "40% lost their jobs"
    if part.has_verb("change_verbs") and not level:
        raise NotAShareError
    return None


def _of(wholes: Wholes, part: Part) -> Chars | None:
    """Stand before "of": "a third of the staff", "30% of those polled"."""
    of, doc = part.after, wholes.doc
    if of is None or of.lower_ != "of" or of.i + 1 >= len(doc):
        return None
    behind = doc[of.i + 1]
    if behind.lower_ in lexicon("share").pronouns and behind.dep_ != "det" and restricting(behind) is None:
        return wholes.phrase(behind, part.first)
    if behind.tag_ in ("WP", "WRB"):
        return behind.idx, clause_end(behind, clause_verb(behind) or behind)
    tied = (c for c in of.rights if c.dep_ in ("pobj", "pcomp"))
    noun = next(tied, None) or next((t for t in doc[of.i + 1 : of.i + _REACH] if t.pos_ in NOUNS), behind)
    noun = noun.nbor(-1) if (noun.tag_, noun.nbor(-1).tag_) == ("VBG", "NNS") else noun  # "of *precincts* reporting"
    told = wholes.claims.numbers_in(noun.idx, noun.idx + len(noun))
    text = wholes.analysis.text
    sum_ = next((n for n in told if text[n.start - 1] != "-"), None)  # "14% of the $9 billion of loans", no "over-55s"
    inner = (c for c in noun.rights if c.lower_ in ("of", "in")) if sum_ is not None else ()
    held = next((g for tie in inner if (g := governed(tie)) is not None and not is_time(g)), noun)
    start, end = wholes.phrase(held, part.last) or (held.idx, held.idx + len(held))
    clause = restricting(held) if sum_ is None or held is not noun else None
    end = max(end, clause_end(held, clause)) if clause is not None else end
    return (start, end) if sum_ is None else (sum_.start, max(end, sum_.end))


def _noun(wholes: Wholes, part: Part) -> Chars | None:
    """Stand before the noun: "a 6 per cent duty", "one in eight workers"; the whole of "a 30% stake in the mine"."""
    noun: Token | None = None
    begin = (part.after.i if part.after is not None else len(wholes.doc)) + has_article(part.after)  # "half the fleet"
    for token in wholes.doc[begin : begin + _REACH]:
        joined = token.tag_ in ("HYPH", "VBN", "VBG") and token.dep_ in ("amod", "punct", "compound")
        inner = token.pos_ in ("ADJ", *NOUNS) or token.tag_ == "POS" or joined
        if token.is_sent_start or (not is_hyphened(token) and (is_time(token) or not inner)):
            break  # "2 percent 30-year mortgages"
        noun = token if token.pos_ in NOUNS else noun
    if noun is None or noun.dep_ == "compound" or (noun.dep_ in NOUN_SUBJECTS and tells_which(noun.head)):
        return None  # what it belongs to stands further off: "this reporting season", "the 5% *analysts* had expected"
    is_part = noun.lemma_.lower() in lexicon("parts").parts
    same = wholes.near(part.first) if is_part and wholes.told_before(part.number) else None
    told = _whole(wholes, noun, part) or same or held_before(wholes, noun)
    return told or (wholes.doc[begin].idx, _noun_end(noun, part, is_part))


def _noun_end(noun: Token, part: Part, is_part: bool) -> int:
    """Return where a noun behind a percentage ends with what belongs to it."""
    end, clause = noun.idx + len(noun), restricting(noun) if has_article(part.after) and not is_part else None
    behind = 0 if is_part else max(noun_phrase(noun)[1], taken_end(noun))
    return clause_end(noun, clause) if clause is not None else max(behind, end)


def _whole(wholes: Wholes, noun: Token, part: Part) -> Chars | None:
    """Return what a stake or share is one in."""
    if noun.lemma_.lower() not in lexicon("parts").parts:
        return None
    beside = [wholes.doc[i] for i in (noun.i + 1, part.last.i + 1) if i < len(wholes.doc)]
    ties = (prep for prep in (*noun.rights, *beside) if prep.lower_ in lexicon("share").part_prepositions)
    ties = (prep for prep in ties if not any(t.pos_ == "NUM" for t in prep.subtree))
    held = (governed(prep) or _behind(prep) for prep in ties)
    return wholes.phrase(next((noun for noun in held if noun is not None), None), part.last)


def _behind(tie: Token) -> Token | None:
    """Return the noun right behind a preposition that the parser has not tied to it: "in *Halden Corp.*"."""
    run = list(takewhile(lambda t: t.pos_ in (*NOUNS, "DET", "ADJ"), tie.doc[tie.i + 1 :]))
    return run[-1] if run else None


def _owned(wholes: Wholes, part: Part) -> Chars | None:
    """Say how much of a subject others have: "the mill is 30% owned by"."""
    held = part.last.head
    if part.last.dep_ != "npadvmod" or held.tag_ != "VBN" or held.lemma_ not in lexicon("parts").having:
        return None
    verbs = (held, held.head, *(child for child in held.lefts if child.dep_ == "auxpass"))
    return wholes.phrase(next((noun for verb in verbs if (noun := subject(verb)) is not None), None), part.first)


def _which(wholes: Wholes, part: Part) -> Chars | None:
    """Stand behind "of which" or "of whom": "200 posts, of which a third are vacant", "in which it has a 9% stake"."""
    verb = part.verb
    of = [c for c in (*part.last.lefts, *(verb.lefts if verb is not None else ())) if c.lower_ == "of"]
    which = part.before if part.lead in ("which", "whom") else None
    fronted = (g for tie in of for g in tie.rights if g.lower_ in ("which", "whom"))  # "*of which* he paid 85%"
    which = which if which is not None and follows(which, "of") else next(fronted, None)
    if which is not None:
        return wholes.meant(which, part.first)
    if verb is None or verb.dep_ != "relcl" or not part.is_had:
        return None
    held = first_right(verb, "dobj")
    stake = held == part.last or (held is not None and held.lemma_.lower() in lexicon("parts").parts)
    ties = (c for c in verb.lefts if c.lower_ in lexicon("share").part_prepositions)
    told = stake and any(c.tag_ == "WDT" for tie in ties for c in tie.rights)
    return wholes.phrase(verb.head, part.first) if told else None


def _among(wholes: Wholes, part: Part) -> Chars | None:
    """Be a subject behind its whole: "of the mills surveyed, 30% saw", "among those out of work, a third are"."""
    verb = part.verb
    if verb is None or part.last.dep_ not in NOUN_SUBJECTS or verb.i < part.last.i:
        return None
    ties = (c for c in verb.lefts if c.lower_ in ("of", "among") and c.i < part.first.i)
    noun = next((c for tie in ties if (c := governed(tie)) is not None), None)
    if noun is None or (noun.pos_ not in NOUNS and restricting(noun) is None):  # but "of those polled, half"
        sum_ = next(wholes.claims.numbers_in(noun.idx, noun.idx + len(noun)), None) if noun is not None else None
        return wholes.phrase(noun, part.first) if sum_ is None else (sum_.start, sum_.end)  # "of the $9, half"
    return noun.left_edge.idx, noun.right_edge.idx + len(noun.right_edge)


def _population(wholes: Wholes, part: Part) -> Chars | None:
    """Be a subject itself: "54 per cent thought so", of whom the share before is of."""
    verb = part.verb
    alone = part.last.dep_ in NOUN_SUBJECTS or ((verb is None or verb.i > part.last.i) and part.lead != "at")
    alone = alone or (part.lead == "for" and verb is not None and verb.lemma_ == "be")  # "rent was vital for a third"
    return (wholes.polled(part.first) or wholes.near(part.first)) if alone else None


def _part(wholes: Wholes, part: Part) -> Chars | None:
    """Be the part that another has of the same whole: "coal makes 70% of the power, wind 6%", "and 6% oppose it"."""
    bare = part.before is None or (part.before.text not in _INSERTS and part.lead not in ("of", "at"))
    other = part.acts or (bare and part.has_verb("part_verbs") and not is_placed(wholes, part))
    return wholes.near(part.first) if other and wholes.told_before(part.number) else None


def _before(wholes: Wholes, part: Part) -> Chars | None:
    """Stand behind the noun: "inflation of 11%", "the loan, at 5%", "(turnout: 54%)"."""
    before = part.before
    if before is None or part.goes_on(wholes.told_before(part.number)) or is_given(part):
        return wholes.near(part.first) if before is not None else None
    set_off = (part.lead, part.follow) == ("at", ",") and follows(before, ",")  # "*inflation*, at 3%, is low"
    noun = before if before.pos_ in NOUNS else before.doc[max(0, before.i - 1 - set_off)]
    tied = noun is before or is_placed(wholes, part) or before.lower_ in ("of", "at") or before.text in _INSERTS
    if noun.pos_ not in NOUNS or is_time(noun) or not tied:
        return None
    if noun.lemma_.lower() in lexicon("share").extents and (noun.head.pos_ == "ADP" or noun is not before):
        compared = not {noun.head.lower_, noun.head.head.lower_}.isdisjoint(lexicon("share").against)
        return wholes.near(part.first) if compared else wholes.level(noun)
    if is_fronted(noun, part):
        return wholes.polled(part.first) or wholes.near(part.first)
    whole = _whole(wholes, noun, part)
    if whole is None and noun.lemma_.lower() in lexicon("share").majorities:
        return wholes.polled(part.first) or wholes.near(part.first)  # "a majority (55%) disagree"
    head = top_noun(noun)  # "the unemployment *rate* of the region"
    if head is not noun and is_member(head, part):
        return wholes.phrase(noun, part.last)  # "is the largest part of *the index* at 12%"
    return whole or (min(noun_phrase(head)[0], noun.idx), noun.idx + len(noun))


def _measured(wholes: Wholes, part: Part) -> Chars | None:
    """Be the level of what a verb says it of: "turnout reached 54%"."""
    verb = part.verb
    if verb is None:
        return None
    if verb.tag_ == "VBG" and verb.lemma_ in lexicon("share").bearing and not follows(verb, ",", "is", "are"):
        return _nearest(wholes, replace(part, first=verb))  # "notes due 2031 yielding 6%"
    if verb.lemma_.lower() in lexicon("share").bargaining:
        raise NotAShareError  # "the union demands 9%"
    if part.is_of_subject and (place := wholes.around(verb)) is not None:
        return place
    ranked = (c for c in verb.rights if is_member(c, part) and c.i < part.first.i)
    ties = (tie for member in ranked for tie in member.rights)
    if (whole := next((held for tie in ties if (held := governed(tie)) is not None), None)) is not None:
        return wholes.phrase(whole, part.last)
    tied = part.before is not None and part.before.pos_ == "ADP"
    return wholes.near(part.first) if is_had(part) else wholes.level(part.first, tied)


def _nearest(wholes: Wholes, part: Part) -> Chars | None:
    """Have no other noun than the nearest before it in the sentence that bears it or is told in per cent."""
    if is_had(part):
        return None
    start, bears = wholes.analysis.sentence_span(part.number.start).start, part.has_verb("bearing", "setting")
    told = lexicon("direction").rates | lexicon("topic").amounts - lexicon("share").extents
    before = (t for t in reversed(wholes.doc[start : part.first.i]) if t.pos_ in NOUNS and not is_time(t))
    noun = next((t for t in before if bears or t.lemma_.lower() in told), None)
    return (noun_phrase(noun)[0], noun.idx + len(noun)) if noun is not None else None


_NONE = Rule("none", lambda wholes, part: None)
_RULES = (
    Rule("no", _no_share),
    Rule("parted", lambda wholes, part: wholes.parted(part.number)),
    Rule("of", _of, "whole"),
    Rule("owned", _owned, "whole"),
    Rule("which", _which, "whole"),
    Rule("noun", _noun, "level"),
    Rule("on", on_another),
    Rule("against", against),
    Rule("gapped", gapped, "whole"),
    Rule("among", _among, "whole"),
    Rule("part", _part, "whole"),
    Rule("before", _before, "level"),
    Rule("population", _population, "whole", looks_back=True),
    Rule("subject", _measured, "level"),
    Rule("near", _nearest, looks_back=True),
)
