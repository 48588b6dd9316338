"""Speakers: the noun phrase that a cue verb has as its speaker."""

from __future__ import annotations

from spacy.tokens import Token

from eventx.names.spans import words
from eventx.speech.cues import FINITE, lemma_of, verbs
from eventx.speech.layout import Sentence, Speech
from eventx.speech.phrases import Phrase

HIM = frozenset({"him", "them", "me", "us", "himself", "itself", "themselves"})


class Speakers(Speech):
    """Finds the speaker of a cue: after it, beside it, by the parse, or that of the statement before."""

    def _quoted_as(self, token: Token) -> bool:
        return token.i > 0 and token.lower_ == "saying" and self.doc[token.i - 1].lower_ == "as"

    def _quoted_source(self, token: Token) -> Phrase | None:
        verb = next(
            (
                t
                for t in reversed(self.doc[max(0, token.i - 15) : token.i])
                if t.lower_ in ("quoted", "cited", "quotes", "quoting", "citing", "cites")
            ),
            None,
        )
        if verb is None:
            return None
        head = next((c for c in verb.children if c.dep_ in ("nsubjpass", "dobj")), None)
        return self._phrase(head) if head is not None else None

    def _quoting(self, token: Token, subject: Phrase) -> int:
        """Return where the words begin that quote somebody "as saying": "We need it," AP quoted him as saying."""
        verb = subject.head.head
        source = next((c for c in verb.lefts if c.dep_ in ("nsubj", "nsubjpass")), None)
        start = source.left_edge.i if source is not None else subject.start
        return start if self.sentence(token.i).start <= start < token.i else token.i

    def _utters(self, token: Token) -> str | None:
        """Return the lemma of any verb that stands by a quotation as only a cue does: "I have," he fumed."""
        doc, i = self.doc, token.i
        if token.tag_ not in ("VBD", "VBZ") or self.in_quote[i] >= 0 or token.lemma_ in ("be", "have", "do"):
            return None
        if any(c.dep_ == "dobj" and self.in_quote[c.i] < 0 and c.i == i + 1 for c in token.rights):
            return None  # AP quoted him as saying
        start = self.sentence(i).start
        if self._leads(token):
            return token.lemma_
        at, inverted = i - 1, True
        if at > start and self.in_quote[at] < 0 and doc[at].text != ",":
            inverted = False
            subject = next((c for c in token.lefts if c.dep_ == "nsubj"), None)
            if subject is None or subject.right_edge.i != at:
                return None
            at = subject.left_edge.i - 1
        if at < 1:
            return None
        comma = doc[at].text == ","
        n = self.in_quote[at - 1 if comma else at]
        if n < 0 or self.quotes[n].right > doc[at].idx + len(doc[at]) or self.quotes[n].length < 4:
            return None
        quote = self.quotes[n]
        lead = self.text[max(0, quote.left - 3) : quote.left].rstrip(" ")[-1:]
        if inverted and lead and lead not in ',.:;!?\n"”':
            return None  # their robot, named "Better Idea," scored
        return token.lemma_ if comma or self.text[quote.end - 1] == "," else None

    def _leads(self, token: Token) -> bool:
        """Say whether a person's main verb leads to a quotation: She reacted with shock, "I was asleep." """
        subject = next((c for c in token.lefts if c.dep_ == "nsubj"), None)
        back = self.doc[token.i + 1 : token.i + 2].text == "back"
        told = any(
            c.dep_ == "dobj" and c.lower_ in verbs("telling") for c in token.rights
        )  # put out a statement: "..."
        if token.dep_ != "ROOT" or subject is None or not (back or told or self.personal(subject)):
            return False
        for i in range(token.i + 1, min(token.i + 12, self.sentence(token.i).end)):
            n = self.in_quote[i]
            if n >= 0:
                mark, quote = self.doc[i - 1].text, self.quotes[n]
                held = any(c.dep_ == "dobj" and c.i < i for c in token.rights)
                whole = quote.length > 10 and self.text[quote.start].isupper()
                return whole and (mark == ":" or (mark == "," and not held))
            if self.doc[i].tag_ in FINITE:
                return False
        return False

    def _inverted(self, token: Token) -> Phrase | None:
        """Return the speaker that follows a cue that itself follows its content: "...," said Ray Kowalczyk."""
        doc, i = self.doc, token.i
        sentence = self.sentence(i)
        if token.tag_ == "VBG" or i + 1 >= sentence.end or self.in_quote[i] >= 0:
            return None
        if i == sentence.start and token.tag_ in ("VBD", "VBZ"):
            return self._opening_group(token, sentence)
        before = i - 1
        while before >= sentence.start and doc[before].pos_ == "ADV" and doc[before].lower_ not in ("not", "n't"):
            before -= 1
        previous = doc[before] if before >= 0 else None
        closing = previous is not None and (
            previous.text in (",", "?", "!", "”", '"', "''", "’", "'", "»", "—") or self.in_quote[before] >= 0
        )
        start = i + 1
        while start + 1 < sentence.end and (
            start in self.time_tokens
            or (doc[start].lower_ in ("on", "late", "in", "early") and start + 1 in self.time_tokens)
        ):
            start += 1
        first = doc[start]
        if (
            not closing
            or self.in_quote[start] >= 0
            or (first.pos_ not in ("PROPN", "NOUN", "DET", "PRON", "ADJ", "NUM") and first.tag_ != "PRP$")
        ):
            return None
        if first.lower_ in ("that", "it", "there", "this", "him", "them", "me", "us", "reporters", "journalists") or (
            first.lower_ in ("he", "she", "they") and start + 1 < sentence.end and doc[start + 1].tag_ in FINITE
        ):
            return None
        if (
            previous is not None
            and previous.text == ","
            and self.in_quote[before - 1] < 0
            and not self._own_clause(sentence.start, before, token)
            and not self._resumes(start, sentence)
        ):
            return None
        head = next(
            (
                c
                for c in token.rights
                if c.left_edge.i == start and c.dep_ in ("nsubj", "dobj", "attr", "oprd", "npadvmod", "dative")
            ),
            None,
        )
        if head is None or head.pos_ not in ("PROPN", "NOUN", "PRON", "NUM"):
            head = self._chunk_head(start, sentence.end)
        if head is None or head.i in self.time_tokens or (head.like_num and head.lower_ != "one"):
            return None
        if (
            any(c.dep_ == "nsubj" for c in token.lefts)
            and not self.in_quote[before] >= 0
            and lemma_of(token) not in ("say",)
        ):
            return None
        phrase = self._phrase(head, start)
        if self.finite(phrase.end, min(phrase.end + 1, sentence.end)):
            return None  # said the plan was ...
        return phrase

    def _opening_group(self, token: Token, sentence: Sentence) -> Phrase | None:
        """Return the speaker of a cue that opens its sentence before a quotation: Said the mayor: "We are ready." """
        head = self._chunk_head(token.i + 1, sentence.end)
        spoken = ("say", "write", "add", "tweet", "ask", "reply")
        if head is None or not token.is_title or lemma_of(token) not in spoken:
            return None
        phrase = self._phrase(head, token.i + 1)
        mark = next((t.i for t in self.doc[phrase.end : sentence.end - 1] if self.in_quote[t.i + 1] >= 0), None)
        led = mark is not None and self.doc[mark].text in (",", ":") and not self.finite(phrase.end, mark)
        return phrase if led else None

    def _subject(self, token: Token) -> tuple[Phrase | None, bool]:
        """Return the speaker of a cue verb, and whether another verb lends it."""
        verb, steps, elliptical = token, 0, False
        if (unsaid := self._refuser(token)) is not None:
            return unsaid, True
        while steps < 6:
            found = self._own_subject(verb, token)
            if found is not None:
                return found, elliptical
            if not steps and (apposed := self._apposed(token)) is not None:
                return apposed, False
            if verb.dep_ == "relcl" and not any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children):
                return self._phrase(verb.head), False
            if (
                verb.dep_ in ("conj", "advcl", "xcomp", "acomp", "acl", "dep", "prep", "pcomp", "ccomp")
                and verb.head.i != verb.i
            ):
                if verb.dep_ == "ccomp" and verb.tag_ != "VBG":
                    break
                if verb.dep_ == "acl" and verb.tag_ == "VBG" and (issuer := self._issuer(verb.head)) is not None:
                    return issuer, False
                if verb.dep_ == "acl" and verb.head.pos_ in ("NOUN", "PROPN", "PRON") and verb.tag_ == "VBG":
                    return self._phrase(verb.head), False
                elliptical = elliptical or verb.dep_ not in ("xcomp", "acomp")
                verb = verb.head
                steps += 1
                continue
            break
        return self._near_subject(token), False

    def _refuser(self, cue: Token) -> Phrase | None:
        """Return who declined to say something but says something else: declined to say when it began but confirmed."""
        before = cue.i - 1
        while before > 0 and self.doc[before].pos_ in ("ADV", "AUX"):
            before -= 1
        if cue.tag_ not in FINITE or self.doc[before].lower_ != "but":
            return None
        begin = max(self.sentence(cue.i).start, before - 25)
        verb = next((t for t in self.doc[begin:before] if t.tag_ in FINITE and t.lemma_ in verbs("refusal")), None)
        return self._own_subject(verb, cue) if verb is not None else None

    def _issuer(self, noun: Token) -> Phrase | None:
        """Return who issued what speaks: Halliburton issued a statement saying."""
        if noun.dep_ != "dobj" or noun.lower_ not in ("statement", "release", "communique"):
            return None
        subject = next((c for c in noun.head.lefts if c.dep_ == "nsubj" and c.tag_ not in ("WDT", "WP")), None)
        return self._phrase(subject) if subject is not None else None

    def _apposed(self, cue: Token) -> Phrase | None:
        """Return the name before an apposition or participle that ends right before a cue: Tom Hill, QC, said."""
        doc, sentence, comma = self.doc, self.sentence(cue.i), cue.i - 1
        verb = cue.tag_ in FINITE or (cue.tag_ == "VBN" and not self.finite(sentence.start, sentence.end))
        if comma < sentence.start + 3 or doc[comma].text != "," or not verb:
            return None
        for token in reversed(doc[max(sentence.start + 1, comma - 15) : comma]):
            if token.text == ",":
                head, participle = doc[token.i - 1], doc[token.i + 1].tag_ in ("VBG", "VBN", "VBD")
                holder, steps = head, 0
                while holder.dep_ in ("pobj", "prep", "compound") and steps < 6:
                    holder, steps = holder.head, steps + 1
                if holder.lower_ in words("role") and doc[token.i + 1].pos_ == "PROPN":
                    head = holder
                office = head.lower_ in words("role") and doc[token.i + 1].pos_ == "PROPN"
                told = participle and head.lower_ in words("data") | words("body")  # the report, released in May, says
                noun = head.pos_ == "PROPN" or self._named(head) or office or told
                named = noun and head.i not in self.time_tokens and self.in_quote[head.i] < 0
                whole = participle or not self.finite(token.i, comma)
                return self._phrase(head) if named and whole else None
        return None

    def _own_subject(self, verb: Token, cue: Token) -> Phrase | None:
        """Return the subject of a verb, or its agent; that of a passive if it is lent to a cue: is heard saying."""
        for child in verb.children:
            if child.right_edge.i == child.i and any(
                c.dep_ == "nsubj" and c.left_edge.i == child.i + 1 for c in verb.lefts
            ):
                continue  # WHO spokesman Daniel Epstein
            lent = child.dep_ == "nsubjpass" and verb.i != cue.i and cue.tag_ not in ("VB", "VBN")
            own = lent or child.dep_ in ("nsubj", "agent", "csubj")
            if not own or self.in_quote[child.i] != self.in_quote[cue.i]:
                continue
            if child.dep_ == "agent":
                child = next((c for c in child.children if c.dep_ == "pobj"), child)
            if (
                child.i == self.sentence(child.i).start
                and child.lower_.endswith("ing")
                and self.doc[child.i + 1].text == ","
            ):
                continue  # Reacting, the union's president described
            if child.tag_ in ("WP", "WDT") and not child.is_upper:
                return self._phrase(verb.head) if verb.dep_ == "relcl" else None
            noun = child.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET") or self._named(child)
            if noun and child.lower_ not in ("there", "what", "this"):
                return self._phrase(child)
        return None

    def _named(self, token: Token) -> bool:
        """Say whether a word with a capital that the tagger has not taken for a name stands where one does: Trump."""
        capital = token.is_title and token.is_alpha and token.pos_ in ("VERB", "ADV", "INTJ", "X")
        return capital and (token.dep_ == "nsubj" or token.lower in self.proper)

    def _near_subject(self, token: Token) -> Phrase | None:
        """Return the noun phrase right before a finite cue, where the parse has lost it."""
        i = token.i - 1
        sentence = self.sentence(token.i)
        while i >= sentence.start and self.doc[i].pos_ in ("ADV", "AUX") and not self._named(self.doc[i]):
            i -= 1
        if i < sentence.start or token.tag_ not in ("VBD", "VBZ", "VBP") or self.in_quote[i] != self.in_quote[token.i]:
            return None
        head = self.doc[i]
        return (
            self._phrase(head)
            if (head.pos_ in ("PROPN", "PRON", "NOUN") or self._named(head))
            and head.i not in self.time_tokens
            and head.tag_ not in ("WDT", "WP", "PRP$")
            else None
        )

    def _beside(self, cue: Token, sentence: Sentence) -> Phrase | None:
        """Return the noun phrase that stands alone between a comma, a quotation or the sentence's start and the cue."""
        doc, i = self.doc, cue.i - 1
        while i > sentence.start and (doc[i].pos_ in ("ADV", "AUX") or doc[i].lower_ in ("also", "n't")):
            i -= 1
        end, own = i + 1, self.in_quote[cue.i]
        while i >= sentence.start and end - i < 18 and self.in_quote[i] == own and i not in self.time_tokens:
            token = doc[i]
            noun = (
                token.pos_ in ("NOUN", "PROPN", "ADJ", "DET", "NUM", "PART", "PRON", "SYM", "X")
                or token.lower_ == "state"
                or token.tag_ in ("HYPH", "VBN", "-LRB-", "-RRB-")
            )
            if (
                token.is_space
                or not (
                    noun
                    or token.text in "&-.'’"
                    or token.lower_ in ("of", "for", "at", "from", "in", "and", "with", "by", "the")
                )
                or token.tag_ in ("WP", "WDT")
            ):
                break
            i -= 1
        start = i + 1
        opening = (
            i < sentence.start
            or doc[i].text in (",", "—", "–", ":", "”", '"', "''", "»", "’")
            or doc[i].is_space
            or self.in_quote[i] != own
        )
        if (
            not opening
            or start >= end
            or doc[start].lower_ in ("and", "of", "for", "at", "from", "in", "with", "by")
            or doc[start].tag_ == "VBN"
        ):
            return None
        head = next(
            (
                t
                for t in doc[start:end]
                if t.i + 1 == end
                or (
                    (doc[t.i + 1].pos_ == "ADP" or doc[t.i + 1].text == "(" or doc[t.i + 1].tag_ == "VBN")
                    and t.pos_ in ("NOUN", "PROPN", "NUM", "PRON")
                )
            ),
            doc[end - 1],
        )
        if head.pos_ not in ("NOUN", "PROPN", "PRON", "NUM") or head.tag_ == "PRP$" or head.lower_ in HIM:
            return None
        if head.dep_ == "appos" and head.pos_ == "NOUN" and head.head.pos_ == "PROPN" and head.head.dep_ == "nsubj":
            return None  # Santosh Mishra, a villager in the district said
        for token in doc[head.i + 1 : end]:
            if token.tag_ == "VBN":  # exporters contacted by
                return Phrase(head, start, token.i, end)
        return Phrase(head, start, end, end)

    def _untagged(self, cue: Token, beside: Phrase, sentence: Sentence) -> bool:
        """Say whether a cue that was tagged a noun is the verb that its sentence lacks: analysts forecast exports."""
        if (
            cue.tag_ not in ("NN", "NNS", "VBN", "VB", "VBD")
            or cue.i + 1 >= sentence.end
            or beside.head.lower_ in ("that", "this")
        ):
            return False
        following = self.doc[cue.i + 1]
        if beside.head.lower_ in words("data") and following.text in ".!?," and lemma_of(cue) in verbs("data_verbs"):
            return True  # ..., state data show.
        if cue.tag_ == "NN" and beside.head.tag_ not in ("NNS", "NNPS", "PRP", "NNP"):
            return False
        if self.finite(sentence.start, cue.i) or any(t.dep_ == "auxpass" for t in cue.lefts):
            return False
        if following.lower_ == "that" and cue.i + 2 < sentence.end:
            return self.finite(cue.i + 2, sentence.end)
        if following.text in (",", ":") and self.in_quote[min(cue.i + 2, len(self.doc) - 1)] >= 0:
            return True
        if cue.tag_ == "NNS" and lemma_of(cue) in verbs("request") and self._asked_to(cue) is not None:
            return True  # Tribunal orders firm to pay
        if cue.tag_ == "NNS" and following.tag_ not in FINITE and lemma_of(cue) in verbs("clause"):
            clause = next((t for t in self.doc[cue.i + 1 : sentence.end] if t.tag_ in FINITE or t.text in ",;:"), None)
            return (
                clause is not None and clause.tag_ in FINITE and following.pos_ not in ("ADP", "CCONJ", "PART", "PUNCT")
            )
        return (
            lemma_of(cue) in verbs("noun")
            and not self.finite(cue.i, sentence.end)
            and following.pos_ in ("NOUN", "DET", "ADJ", "PROPN")
        )

    def _earlier(self, cue: Token, sentence: Sentence) -> Phrase | None:
        """Return the speaker of the statement before it in the sentence: ..., adding that; ... and said that."""
        if self.in_quote[cue.i] >= 0 or not self.frames or any(c.dep_ in ("nsubj", "nsubjpass") for c in cue.lefts):
            return None
        last = self.frames[-1]
        if (
            last.cue is None
            or last.speaker is None
            or not self.char(sentence.start) <= last.cue[0] < cue.idx
            or last.nested
            or any(start <= cue.idx < end for start, end in last.pieces)
        ):
            return None
        i = cue.i - 1
        while i > sentence.start and (self.doc[i].pos_ in ("ADV", "AUX") or self.doc[i].lower_ == "also"):
            i -= 1
        joined = (
            self.doc[i].lower_ in ("and", "but")
            and (cue.tag_ != "VBG" or self.text[slice(*last.cue)].endswith("ing"))
            and (cue.dep_ == "conj" or self.doc[i - 1].text in (",", "”", '"'))
        )
        return (
            last.speaker
            if joined or (self.doc[i].text in (",", "”", '"') and (cue.tag_ == "VBG" or cue.dep_ == "advcl"))
            else None
        )
