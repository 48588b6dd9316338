"""Content that stands before its cue, and what goes on after it: "At the plant, she noted, 170 are working"."""

from __future__ import annotations

from spacy.tokens import Token

from eventx.facts.statement.cues import is_assertive
from eventx.facts.statement.edges import has_cue, is_aside, is_doing, keeps_silent, right_edge
from eventx.facts.statement.frame import Report
from eventx.facts.statement.outer import is_fragment, splits_verb
from eventx.facts.statement.view import Piece, Sentence, View
from eventx.lexicons import lexicon
from eventx.mentions.persons import is_person
from eventx.syntax.labels import FINITE, PLURAL, PRESENT, RELATIVE, VERBAL
from eventx.syntax.phrases import helped
from eventx.syntax.tokens import DASHES

_LINE_END = 3  # tokens of a mark and a line's end
_OPENING = 5  # tokens with which a relative clause may open
_ASIDE = 14  # tokens of what a speaker does while speaking
_COMPLEMENTS = frozenset({"ccomp", "xcomp", "attr", "oprd", "acomp"})


def content_before(view: View, report: Report) -> Piece | None:
    """Return the content that ends right before a reporting clause, if there is any."""
    sentence, at = report.sentence, report.start - 1
    while at >= sentence.start and (view.doc[at].is_space or view.doc[at].pos_ == "ADV"):
        at -= 1
    if at < 0:
        return None
    last = view.doc[at]
    n = view.in_quote[at - (last.text == "," and at > sentence.start)]
    if n >= 0 and report.inner < 0 and at >= sentence.start - 1:
        return _quotation_before(view, n, at, report)
    marked = last.text in (",", "—", "–", "?", "!")
    if at <= sentence.start or not (marked or report.inverted):
        return None
    return _clause_before(view, at + (not marked), report)


def _clause_before(view: View, at: int, report: Report) -> Piece:
    """Return the clause that ends at the mark before a reporting clause, from its "and", its mark or its sentence."""
    sentence = report.sentence
    if (link := view.doc[at - 1]).tag_ in RELATIVE and link.pos_ == "PRON":
        return view.char(_relative_start(view, link)), view.end_char(at)
    rest = view.adverbials_end(report.end, sentence) + 1
    goes_on = not report.inverted and view.finite(rest, sentence.end)
    if goes_on and (joint := _joint(view, sentence.start, at)) is not None:
        return view.char(joint + 1), view.end_char(at)
    colons = (t.i for t in view.doc[sentence.start : at] if t.text == ":" and view.in_quote[t.i] < 0)
    marks = view.semicolons(sentence.start, at, sentence.end if goes_on else at)
    marks += [i for i in colons if view.finite(i, at)]
    return view.char(max(marks) + 1) if marks else view.opening(sentence), view.end_char(at)


def _relative_start(view: View, link: Token) -> int:
    """Return where a relative clause begins in which somebody speaks: nine mills, | most of which, he says, are."""
    comma = next((t.i for t in reversed(view.doc[max(0, link.i - _OPENING) : link.i]) if t.text == ","), link.i)
    return comma + 1 if comma < link.i and not view.finite(comma, link.i) else link.i


def _joint(view: View, start: int, end: int) -> int | None:
    """Return the "and" behind which a clause has only its subject: it failed, and the fines, she said, rose."""
    before = view.doc[start + 1 : end]
    at = next((t.i for t in reversed(before) if t.tag_ == "CC" and t.nbor(-1).text == ","), None)
    return at if at is not None and not view.finite(at, end) else None


def _quotation_before(view: View, n: int, at: int, report: Report) -> Piece | None:
    """Return a quotation before a reporting clause, with the words that lead to it in its sentence."""
    quote = view.quotes[n]
    alone = view.is_text(report.end, ".")  # "It is over." Reed said.
    then = at + 1 < report.start and view.doc[at + 1].is_title  # “It is over.” Then he grinned.
    apart = at < report.sentence.start and (then or (view.doc[report.start].is_title and not alone))
    if apart and view.text[quote.end - 1] == ".":
        return None  # “It is over.” The judge said
    first = view.token_at(quote.left)
    if first is None:
        return view.marked(n)
    ended = view.is_text(at, ",") or view.text[quote.end - 1] in ",.?!…—" or report.lemma in lexicon("statement").saying
    if not ended and first > report.sentence.start and view.doc[first - 1].text.isalnum():
        return None  # there are "huge" numbers of such calls
    inner = view.sentence(first)
    opening = view.opening(inner)
    mark = next((t.i for t in reversed(view.doc[inner.start : first]) if t.text in ":;"), None)
    if mark is not None and view.finite(inner.start, mark) and view.finite(mark, first):
        opening = view.char(mark + 1)  # disputed it: the fee was "a gift," it said
    lead = view.text[opening : quote.left].rstrip()
    words = any(map(str.isalnum, lead)) and lead[-1] not in ".!?"
    joined = view.is_text(first - 1, "and") and view.is_text(first - 2, ",") and view.finite(first, at)
    return (opening if words and not joined and not view.is_text(first - 1, ":") else quote.left), quote.right


def is_split(view: View, lead: Piece, quote: Piece) -> bool:
    """Say whether a quotation goes on with the subject before a reporting clause: The tax, he said, "is a gift"."""
    start, at = view.token_at(lead[0]), view.token_at(quote[0])
    while at is not None and at + 1 < len(view.doc) and (view.doc[at].is_quote or view.doc[at].pos_ == "ADV"):
        at += 1
    if start is None or at is None or view.doc[start].pos_ == "ADP" or start in view.times:
        return False
    last = view.token_at(lead[1] - 1)
    bare = view.doc[at].tag_ == "VB" and last is not None and view.doc[last].tag_ in PLURAL  # "make no sense"
    return view.doc[at].is_lower and (view.doc[at].tag_ in FINITE or bare)


def is_told_before(view: View, report: Report, before: Piece) -> bool:
    """Say whether what stands before a reporting clause is what it tells, for all that follows it."""
    cues, lead = lexicon("statement"), view.token_at(before[0])
    if lead is not None and is_doing(view, lead):
        quote = quote_after(view, view.adverbials_end(report.end, report.sentence), report.sentence)
        if view.doc[lead].head.i == report.cue.i or (quote and not is_split(view, before, quote[0])):
            return False  # Asked if it was, she said "no"
    if view.holds_quote((before[1] - 3, before[1])):
        ended = view.text[before[1] - 2] in ".!?"
        ended |= lead is not None and view.in_quote[lead] < 0 and view.doc[lead].pos_ == "ADP"  # On "Hour," she
        return not (ended and (report.lemma in cues.complementing or _is_complete(view, report)))
    if report.lemma in cues.complementing | lexicon("speech").quote or _is_complete(view, report):
        return False  # a charge Iran denies; In her speech, she confirmed the sale
    if view.holds_quote(before):
        return True
    comma = view.adverbials_end(report.end, report.sentence)
    headline = report.cue.tag_ in PRESENT and view.analysis.section(report.cue.idx) == "headline"
    headline = headline and lead is not None and view.doc[lead].pos_ != "ADP"  # In Kvern, officials say no
    verbal = headline or any(t.pos_ in VERBAL for t in view.doc[report.sentence.start : report.start])
    aside = report.lemma in lexicon("speech").with_that and comma > report.end  # that year, they protested in Leeds
    joined = lead in view.times and view.is_text(comma + 1, "and")  # this year, it advised the port, and sold a dock
    relative = any(t.tag_ in RELATIVE for t in view.doc[comma + 1 : comma + 3])  # In May, she spoke of Lund, who
    goes_on = not aside and not joined and not relative and view.finite(comma, report.sentence.end)
    return verbal or goes_on  # In a speech, she said as much


def _is_complete(view: View, report: Report) -> bool:
    """Say whether a cue has what it tells after it, up to the next comma, so that nothing before it is told."""
    end = view.adverbials_end(report.end, report.sentence)
    object_ = () if report.lemma in lexicon("statement").addressee else ("dobj",)
    after = (c for c in report.cue.rights if report.end <= c.left_edge.i < end)  # the deal, worth $3 billion, was dead
    told = (c for c in after if c.dep_ in (*_COMPLEMENTS, *object_) and c.tag_ != "VBG")
    placed = report.lemma in lexicon("statement").objectless  # said outside court
    return any(c.tag_ != "NN" or not placed for c in told)


def closes(view: View, report: Report, quoted: bool) -> bool:
    """Say whether only adverbials follow a reporting clause up to the next comma, stop or quotation."""
    cues, end = lexicon("statement"), view.adverbials_end(report.end, report.sentence)
    links = (t for c in report.cue.rights if c.dep_ == "advcl" for t in c.lefts)  # wrote it in May, hours after it fell
    end = next((t.i for t in links if report.end <= t.i < end and t.lower_ in cues.attending), end)
    opening = view.doc[report.end : min(end, report.end + 3)]
    if any(t.lower_ == "that" and t.tag_ == "IN" and t.nbor(-1).tag_ != "VBG" for t in opening):
        return False
    if view.is_text(end, ",") and view.is_text(end + 1, "that"):
        return False  # More recently, she told Kvern News, that it was
    if quoted:
        return True
    if end < report.sentence.end and view.in_quote[end] >= 0 and end > report.end:
        return view.is_text(end - 1, ",")
    apart = view.finite(report.sentence.start, report.start) and report.sentence.end - end < _LINE_END
    leads = view.is_text(end, ":") and not apart  # It fell, she told investors:
    return not leads and not view.finite(report.end, end)


def rest_after(view: View, report: Report, before: Piece) -> list[Piece]:
    """Return the content that goes on after a reporting clause and a comma: she noted, 170 are working."""
    sentence, quoted = report.sentence, view.holds_quote(before)
    comma = view.adverbials_end(report.end, sentence)
    if view.is_text(comma, ":") and quoted:
        return quote_after(view, comma, sentence)  # "It is dead," she said: "It died in June."
    start = comma + 1
    parted = view.is_text(comma, ",") or (view.is_text(comma, *DASHES) and view.is_text(report.start - 1, *DASHES))
    if start >= sentence.end or not parted:
        return []
    if not report.inverted and splits_verb(view, report.start):
        return [(view.char(start), right_edge(view, start, report, resumed=True))]  # It could, he said, sink
    if view.in_quote[start] >= 0:
        return [view.marked(view.in_quote[start])]
    joint = view.is_text(start, "and", "but") and view.is_text(start + 1, "that") and view.doc[start + 1].tag_ == "IN"
    inserted = report.cue.dep_ == "parataxis" and start <= report.cue.head.i  # Then, says Reed, it fell
    resumes = inserted or view.is_text(start, *lexicon("statement").any_of("comparing", "reasoning"))
    aside = report.inverted and quoted and view.doc[start].tag_ != "CC" and not view.finite(report.source.end, start)
    if aside and (resumed := _resumed(view, start, sentence)):
        return resumed  # "Then," said Reed, pausing, "it fell."
    resumes = resumes or _goes_on_told(view, report, start)
    if report.inverted and not joint and (quoted or not resumes):
        return []  # said Reed, and the mayor left
    if view.is_text(start, "and", "but") and _tells_more(view, report, start):
        return []
    start += 2 * joint
    if start >= len(view.doc):
        return []  # "said Reed on a call, and that"
    first = view.doc[start]
    placed = first.ent_type_ in ("GPE", "LOC") and view.is_text(first.i + 1, ",", ".")
    last = next((t for t in reversed(view.doc[sentence.start : report.start]) if t.nbor(1).text == ","), first)
    of_cue = first.tag_ == "WDT" and comma > report.end and comma - 1 not in view.times  # he said of the sale, which
    if placed or of_cue or (first.tag_ in ("WP", "WP$") and not is_person(last)):
        return []  # told reporters in Kolm, Norway, ...; it fell, Reed said, who was there; but: a man, he said, who
    if quoted and (resumed := _resumed(view, start, sentence)):
        return resumed
    other = has_cue(view, start, sentence.end) or any(t.lower_ == "according" for t in view.doc[start : sentence.end])
    doing = first.tag_ == "VBG" and view.holds_quote((before[1] - 2, before[1]))  # it was "late," he said, yawning
    if other or (quoted and not view.holds_words(before)) or doing or _is_aside(view, start):
        return []
    goes_on = view.finite(start, sentence.end) or is_fragment(first)
    return [(view.char(start), right_edge(view, start, report, resumed=True))] if goes_on else []


def _tells_more(view: View, report: Report, joint: int) -> bool:
    """Say whether a speaker goes on at an "and", or keeps silent: , but *denied* it; but the firm *gave no details*."""
    silent = any(keeps_silent(view, joint + n, report.cue) for n in (1, 2, 3))
    verb = next((t for t in view.doc[joint + 1 : report.sentence.end] if t.pos_ != "ADV"), None)
    alike = verb is not None and verb.tag_ == report.cue.tag_ and verb.tag_ in FINITE
    return silent or (alike and verb is not None and is_assertive(verb))


def _goes_on_told(view: View, report: Report, start: int) -> bool:
    """Say whether a clause goes on with what is told, as it is told: It will stay open, said Reed, but it will shrink.

    What the writer tells on is in the past, or behind what will be in the present: It will sail, said Reed, and the
    crew painted it; and the line has 40 ships.
    """
    verb = _first_finite(view, start, report.sentence.end)
    first = _first_finite(view, report.sentence.start, report.start)
    if verb is None or first is None or not view.is_text(start, "and", "but", "while"):
        return False
    own = verb.tag_ == "MD" or any(t.pos_ != "ADV" for t in view.doc[start + 1 : verb.i])
    left = first.tag_ == "MD" != verb.tag_ and not view.is_text(start, "while")
    tenses, back = {first.lower_, verb.lower_}, lexicon("statement").backshifted
    return own and not left and ("would" not in tenses or tenses <= back) and "VBD" not in (first.tag_, verb.tag_)


def _first_finite(view: View, start: int, end: int) -> Token | None:
    """Return the first finite verb between two tokens that is of no relative clause."""
    finite = (t for t in view.doc[start:end] if t.tag_ in FINITE)
    return next((t for t in finite if helped(t).dep_ != "relcl"), None)


def _resumed(view: View, start: int, sentence: Sentence) -> list[Piece]:
    """Return the quotation that goes on behind an aside: he said, referring to her, "and"; he said, to cheers, "we"."""
    if is_assertive(view.doc[start]):
        return []
    second = next((t.i for t in view.doc[start : min(start + _ASIDE, sentence.end)] if t.text == ","), start)
    return quote_after(view, second, sentence) if not view.finite(start, second) else []


def _puts_it(view: View, report: Report) -> bool:
    """Say whether a clause with "as" tells how somebody words it: as Lund put it, "the train has left"."""
    return report.lemma == "put" and view.is_text(report.cue_end, "it")


def _is_aside(view: View, start: int) -> bool:
    """Say whether what follows is the writer's: a participle of what the speaker does, or what follows."""
    first, cues = view.doc[start], lexicon("statement")
    if first.tag_ == "VBG":
        own = view.is_text(start + 1, "his", "her", "their")  # he said, cutting his forecast
        held = (c for c in first.rights if c.dep_ == "dobj" and all(t.tag_ != "PRP$" for t in c.lefts))
        told = (t for c in held for t in (c, *c.rights))  # exceeding the rise forecast by traders
        surpassed = first.lower_ in cues.surpassing and any(t.lower_ in cues.expectation for t in told)
        if own or surpassed or first.lemma_ in cues.silent or is_assertive(first):
            return True
    doing = first.tag_ == "IN" and start + 1 < len(view.doc) and view.doc[start + 1].tag_ == "VBG"
    return doing or is_aside(view, start)


def quote_after(view: View, at: int, sentence: Sentence) -> list[Piece]:
    """Return the quotation that follows a token in the same sentence, before any word."""
    if at == 0 or (view.doc[at - 1].text.isalnum() and not view.is_text(at, ",", ":", ";", "—", "–", "-")):
        return []  # says Reed, who calls it "a farce"
    end = sentence.end
    end += view.is_text(view.last(sentence), ":") and end < len(view.doc)  # "It is dead," she said: "It died."
    while at < end and not view.doc[at].text.isalnum() and view.in_quote[at] < 0:
        at += 1
    return [view.marked(view.in_quote[at])] if at < end and view.in_quote[at] >= 0 else []


def beside_as(view: View, report: Report) -> list[Piece]:
    """Return the content beside "as X said"."""
    at, sentence = report.start - 1, report.sentence
    if _is_complete(view, report) and not _puts_it(view, report):
        return []  # as the chairman adds expertise in dyes
    comma = view.adverbials_end(report.cue_end, sentence)
    opens = report.inner >= 0 and view.doc[at - 1].idx <= view.quotes[report.inner].left  # he said: "As I told you,
    if at > sentence.start + 1 and not opens:
        outside = report.inner < 0 <= view.in_quote[at - 1]
        split = quote_after(view, comma, sentence) if outside else []
        if split:
            return [(view.opening(sentence), view.end_char(at)), *split]  # "The train," as Lund put it, "has left."
        joint = view.is_text(at - 1 - view.is_text(at - 1, ","), "and", "but", "that", "because")
        whole = view.finite(sentence.start, at) and view.is_text(at - 1, ",", "”", '"') and not joint
        behind = report.cue.dep_ != "advcl" or report.cue.head.i < at
        goes_on = joint and view.is_text(comma, ",")  # it is late, but, as Reed said, it runs
        if whole or (behind and not goes_on):
            return [(view.opening(sentence), view.end_char(at))] if whole else []
    if comma + 1 >= sentence.end:
        return []
    n = view.in_quote[comma + 1]
    if n not in (-1, report.inner):
        return [view.marked(n)]
    return [(view.char(comma + 1), right_edge(view, comma + 1, report, resumed=True))]
