"""Spans: the stretches of an article that may be a name, before it is asked whose."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from eventx.lexicons import lexicon
from eventx.mentions.names.numbered import find_openers, is_rank
from eventx.mentions.names.vocabulary import given, opens_firm, past_party, roles, tells_firm
from eventx.mentions.persons import is_of_people, peoples
from eventx.normalize.place import look_up
from eventx.syntax.joined import couples_body, is_phrased, joins_fields, past_fields
from eventx.syntax.labels import COMPOUNDING
from eventx.syntax.phrases import is_time, words_behind
from eventx.syntax.tokens import values

NAMED = frozenset({"PERSON", "ORG", "GPE", "LOC", "NORP", "FAC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW"})
"""Labels of the entity recogniser that are names."""
_TIMES = frozenset({"DATE", "TIME", "MONEY"})
_LANDS = frozenset({"GPE", "NORP"})
_FUNCTION = frozenset({"PRON", "DET", "ADP", "SCONJ", "CCONJ", "AUX", "PART", "INTJ"})
_AMOUNT = re.compile(r"[A-Z]{1,3}(?:[$€£]|\d)")
_JOINED = re.compile(r"[A-Z][\w.]*[-–](?P<how>[a-z]+)")  # "U.S.-led"
_HYPHENS = ("-", "–")
_BETWEEN = frozenset({"NOUN", "ADJ", "PART"})
_PHRASED = 3  # words of a name that reads as a phrase
_WHOLE = 2  # words of a person's name
_NEAR = 8
"""Tokens from an office to the name behind what it is of."""
_FORMS = frozenset({"Inc", "Corp", "Ltd", "Plc", "PLC", "LLC", "plc"})
_OPENING = frozenset(':•-—–"“‘') | {"--"}


def is_country(name: str) -> bool:
    """Tell whether a name is that of a country, whatever else it may be."""
    return any(sense.level == "country" for sense in look_up(name))


def find_spans(doc: Doc) -> Iterator[tuple[int, int]]:
    """Yield the tokens, first and last plus one, of each stretch that is written as a name, titles taken off."""
    words, end, uncapped = values(doc, "ORTH"), 0, lexicon("names").uncapped
    openers = find_openers(doc)
    capitals = {key for key in set(words) if (text := doc.vocab.strings[key])[0].isupper() or text in uncapped}
    for at, word in enumerate(words):
        if at >= end and word in capitals and at + 1 < len(doc) and is_phrased(doc[at + 1]):
            end = at + _PHRASED
            yield at, end
        elif at >= end and word in capitals and (at in openers or _begins(doc[at])):
            end = _find_end(doc, at)
            yield from _split(doc, at, end)


def _begins(token: Token) -> bool:
    """Tell whether a name may begin at a token."""
    if not token.text[0].isupper():
        return token.text in lexicon("names").uncapped
    named, capitals = token.ent_type_ in NAMED, _is_capitals(token)
    joined = _JOINED.fullmatch(token.text)
    if joined is not None and joined["how"] in lexicon("names").joined:
        return False
    if not capitals and (token.pos_ in _FUNCTION or (token.is_stop and not named)):
        return False
    people = token.pos_ != "PROPN" or (is_of_people(token) and not _leads_body(token))
    if people and _opens(token) and not (named or capitals or _leads_particle(token)):
        return False  # "People", but "Human Rights Watch"
    if token.lower_ in lexicon("names").rated and _opens(token) and not any(t.is_title for t in words_behind(token, 1)):
        return False  # "Turnout was 54%"
    return _continues(token) and (named or not is_time(token))


def _leads_body(token: Token) -> bool:
    """Tell whether a word for people is the first of a body's name: known, or by its last word a body's."""
    last = token
    while last.dep_ in COMPOUNDING and last.head.i > last.i:
        last = last.head
    names = lexicon("names")
    return last.i > token.i and (token.doc[token.i : last.i + 1].text in names.known or last.lower_ in names.body)


def _leads_particle(token: Token) -> bool:
    """Tell whether a small word that joins names follows a token, and a capital: "*Siti* binti Hassan"."""
    behind = words_behind(token, 2)
    return len(behind) > 1 and behind[0].text in lexicon("names").particles and behind[1].text[0].isupper()


def _is_capitals(token: Token) -> bool:
    return token.is_upper and len(token) > 1


def _opens(token: Token) -> bool:
    """Tell whether a token is the first word of a sentence, or of a quotation."""
    before = token.nbor(-1) if token.i and not token.is_sent_start else None
    return before is None or before.is_quote or before.text in _OPENING


def _continues(token: Token) -> bool:
    """Tell whether a name may go on with a token."""
    if not token.text[0].isupper() or token.ent_type_ in _TIMES:
        return token.text in ("plc", "corp", "inc", "ltd")
    if token.lower_ in lexicon("names").any_of("address", "accounting", "capitals", "honours") or _AMOUNT.match(
        token.text
    ):
        return False
    if is_rank(token):
        return False
    return token.pos_ not in ("PRON", "DET", "AUX") or _is_capitals(token) or token.ent_type_ in NAMED


def _find_end(doc: Doc, start: int) -> int:
    """Return where the name that begins at a token ends: capitals, and the small words that join two of them."""
    end = start + 1
    while end < len(doc):
        ended = doc[end - 1].text.endswith(".") or (doc[end - 1].text in _FORMS and doc[end].is_title)
        if ended and (doc[end].is_sent_start or _is_closed(doc, end)):
            break  # chose Kvern Ltd. Berg said; a Kvern Inc Model K
        if _continues(doc[end]):
            end += 1
            continue
        then = end + _count_joints(doc, start, end)
        if then == end or then >= len(doc) or not (doc[then].text[0].isupper() or doc[end].text in _HYPHENS):
            break
        if is_rank(doc[then]):
            break
        end = then + 1
    return end


def _is_closed(doc: Doc, end: int) -> bool:
    """Tell whether a firm's form ends a name before a token: "Kvern Ltd." before Berg, but not before "Group"."""
    names = lexicon("names")
    formed = {doc[end - 1].lower_, doc[end - 1].lower_.rstrip(".")} & names.forms
    return bool(formed) and not {doc[end].lower_, doc[end].lower_.rstrip(".")} & names.any_of("forms", "body")


def _count_joints(doc: Doc, start: int, at: int) -> int:
    """Return how many small words at a token join what stands before and after it to one name; 0 for none."""
    token, before, after = doc[at], doc[at - 1], doc[at + 1] if at + 1 < len(doc) else doc[at]
    names = lexicon("names")
    inside = token.ent_iob_ == "I" and after.ent_iob_ == "I"
    if token.text == "&" or (token.lower_ in ("and", "/") and at - start == 1 and _are_initials(before, after)):
        return 1  # "Kvern & Moss", "K and M", "K/M"
    if token.text == "/":
        return int(f"{before.lower_}/{after.lower_.rstrip('.')}" in names.forms)  # "Kvern A/S"
    if token.text in names.particles:
        return 1 + (after.text in names.particles or (after.text in _HYPHENS and not token.whitespace_))  # "Ada al-Obi"
    if token.text == ".":
        return int(before.lower_ in names.shortened and after.lower_.rstrip(".") in names.forms)  # "Kvern Pvt. Ltd"
    if token.text in _HYPHENS:
        return int(not before.whitespace_ and (inside or after.pos_ == "PROPN"))  # "Ha Dong-wook"
    if token.text == ",":
        return int(joins_fields(doc[start], token))
    if token.lower_ == "and" and couples_body(token) is not None:
        return 1
    if token.lower_ == "and" and f"{before.lower_} and {after.lower_}" in names.pairs:
        return 1
    if token.lower_ == "and" or token.tag_ == "POS":
        if token.tag_ == "POS" and is_country(before.text):
            return 0  # "Spain's Ann Low"
        body = inside and token.ent_type_ == "ORG" and (token.tag_ != "POS" or after.lower_ not in given())
        return int(body or _joins_body(doc, start, at))  # not "Kvern & Co.'s Jan Berg"
    if token.lower_ in names.links:
        headed = token.lower_ in ("of", "for") and before.lower_ in names.body
        whole = inside and token.ent_type_ != "PERSON" and doc[start].lower_ not in given()  # not "Ada Obi of Kvern"
        return 1 + (after.text == "the") if headed or whole else 0
    return 0


def _are_initials(*tokens: Token) -> bool:
    return all(len(token) == 1 and token.is_upper for token in tokens)


def _joins_body(doc: Doc, start: int, at: int) -> bool:
    """Tell whether an "and" or a possessive mark is a body's: "Ministry of Labour and Trade", "Bakers' Alliance"."""
    body = lexicon("names").body
    if doc[at].tag_ == "POS":
        return doc[at - 1].text.endswith("s") and words_behind(doc[at]).text.lower() in body - given()
    return any(t.lower_ in body and t.nbor(1).lower_ in ("of", "for") for t in doc[start : at - 1])


def _split(doc: Doc, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a stretch where a person begins, and take titles out: "Barclays Chief Executive Jane Doe" are two names."""
    if end - start > 1 and couples_body(doc[start + 1]) is not None:
        yield start, end
        return
    start = past_fields(doc, start, end)
    begin = next((i for i in range(start + 1, end - 1) if doc[i].lower_ in given()), start)
    if begin > start and _is_of_role(doc, start):
        if doc[start - 2].lower_ not in lexicon("names").state:  # what a minister is for is no name
            yield from _cut_titles(doc, start, begin)
        start = begin
    person = next((i for i in range(start + 1, end) if doc[i].ent_type_ == "PERSON" != doc[i - 1].ent_type_), end)
    joined = doc[person - 1].text in lexicon("names").particles  # "Joana dos Reis"
    if person < end and not (joined or _is_title(doc[person - 1]) or _is_first(doc, start, person)):
        yield from _cut_titles(doc, start, person)  # "University of Lagos student Ada Obi" without the noun
        start = person
    yield from _cut_titles(doc, start, end)


def _is_first(doc: Doc, start: int, person: int) -> bool:
    """Tell whether what stands before a person's name is a first name, known or the only word: "Ngila Ann Obi"."""
    before = doc[person - 1]
    sole = person - start == 1 and not before.ent_type_ and before.pos_ == "PROPN" and not before.is_upper
    return before.lower_ in given() or (sole and before.lower_ not in lexicon("names").any_of("body", "kin"))


def _is_of_role(doc: Doc, start: int) -> bool:
    """Tell whether a stretch stands behind an office and its "of" or "for": "secretary of the union Unite Ada Obi"."""
    at = start - 1
    while at > max(0, start - _NEAR) and (doc[at].lower_ == "the" or doc[at].pos_ in _BETWEEN):
        at -= 1
    return at > 0 and doc[at].lower_ in ("of", "for") and _is_title(doc[at - 1])


def _cut_titles(doc: Doc, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield what stands before and behind the titles of a stretch."""
    names = lexicon("names")
    titles = [i for i in range(start, end) if _is_title(doc[i]) and not _is_part(doc, i, end)]
    staffed = doc[start:end].text in names.known  # "Joint Chiefs of Staff"
    if staffed or not titles or any(doc[i].lower_ in names.body for i in range(titles[-1] + 1, end)):
        yield from _trim(doc, start, end)  # "President Hotel Group"
        return
    first, last, more = titles[-1], titles[-1], names.any_of("rank", "qualifying") | {"-"}
    while first > start and (_is_title(doc[first - 1]) or doc[first - 1].lower_ in more):
        first -= 1
    portfolio = first - start == 1 and doc[last].lower_ in names.state and doc[start].ent_type_ not in _LANDS
    yield from _trim(doc, start, start if portfolio else first)  # not the "Trade" of "Trade Minister"
    yield from _trim(doc, past_fields(doc, last + 1, end), end)


def _is_part(doc: Doc, at: int, end: int) -> bool:
    """Tell whether a word for a title is a given name, a surname or a body's: "Tim Baker", "Department of Justice"."""
    if at > 1 and doc[at - 1].lower_ == "of" and doc[at - 2].lower_ in lexicon("names").body:
        return True
    if at + 1 < end:
        return doc[at].lower_ in given()
    if at > 1 and doc[at - 1].text in _HYPHENS and not doc[at - 1].whitespace_ and not _is_title(doc[at - 2]):
        return True  # "Ada Berg-King"
    if any(c.dep_ == "appos" and c.ent_type_ == "PERSON" for c in doc[at].rights):
        return doc[at - 1].lower_ in given()  # "Hull Mayor, Ada Obi,"
    return at > 0 and not doc[at].is_upper and doc[at].ent_type_ == doc[at - 1].ent_type_ == "PERSON"


def _is_title(token: Token) -> bool:
    word = token.lower_
    titled = not roles().isdisjoint((word, word.removesuffix("s"))) and word not in lexicon("names").body
    return titled and not opens_firm(token)


def _trim(doc: Doc, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield a stretch without the nationality or party before it and small words at its end."""
    start = past_party(doc, start, end)
    while start < end - 1 and (_is_demonym_before(doc, start, end) or _is_description_before(doc[start])):
        start += 1
    hyphened = doc[end - 2].text in _HYPHENS and not doc[end - 2].whitespace_ if end - start > 2 else False
    while end > start and not hyphened and not _closes(doc[end - 1]):
        end -= 1
    if start < end:
        yield start, end


def _is_demonym_before(doc: Doc, at: int, end: int) -> bool:
    """Tell whether a token is a nationality before a name, and not a given name: "Christian Berg"."""
    called = doc[at + 1].lower_ in given() or all(t.ent_type_ == "PERSON" for t in doc[at + 1 : end])
    if called and end - at > _WHOLE and doc[at].lower_ in peoples() - given():
        return True  # "Dane Lars Friis"
    formed = at + 2 < len(doc) and not _continues(doc[at + 2])
    formed = formed and doc[at + 1].lower_ in lexicon("names").any_of("forms", "public")
    known = not formed or doc[at].lower_ in peoples()  # but "Kvern Chips", read as if of Kvern; "Catholic Church"
    alone = doc[at].ent_type_ == "NORP" and doc[at + 1].ent_iob_ != "I" and known
    return alone and doc[at].lower_ not in given()


def _is_description_before(token: Token) -> bool:
    """Tell whether a token is no name but opens a sentence with what somebody is: "Chipmaker Kvern", "Rival Kvern"."""
    then, names = token.nbor(1), lexicon("names")
    told = _opens(token) and token.lower_ in names.any_of("siblings", "competing")
    described = describes_firm(token) or told or _is_of_staff(token)
    return described and then.text[0].isupper() and then.lower_ not in names.forms


def _is_of_staff(token: Token) -> bool:
    """Tell whether a sentence opens with what people of a body are, not the body: "*Angry* Kvern customers"."""
    names, above = lexicon("names"), list(token.ancestors)
    head = next((t for t in above if t.dep_ not in COMPOUNDING), token)
    told = token.lower_ in names.moods or (token.dep_ == "amod" and token.lower_ in names.seniority)
    return _opens(token) and told and head.tag_ == "NNS" and is_of_people(head)


def describes_firm(token: Token) -> bool:
    """Tell whether a sentence opens with a word that tells what a firm is: "Insurer"."""
    return _opens(token) and tells_firm(token.lower_)


def _closes(token: Token) -> bool:
    """Tell whether a name may end with a token: a capital or a firm's form."""
    return token.text[0].isupper() or token.pos_ == "PROPN" or token.text in ("corp", "inc", "ltd")
