"""What the words around a name say of it: that it is a place's, a part of a body's name, a person's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from spacy.tokens import Doc

from eventx.mentions.places.toponyms import Toponym, demonyms, generic, holder, words
from eventx.normalize.place import look_up

PREFIX = re.compile(r"(?:[dl]|a[lnsdr]|ash|el)['’-]")
DATELINE = re.compile(
    r",? ?(?:\([A-Z]|[—–]|-\s|\d|(?:[A-Z][a-z]{2,8}\.? ){0,2}\d|[A-Z][\w. ]{1,20}(?:, \w+ \d\d?)? ?(?:[—–(]|- )|/)"
)
TOWN = 40
"""People (ten times log10) of a town that is likely met in news: 10,000."""
OTHERS = frozenset(("PERSON", "DATE", "NORP", "GPE", "TIME", "CARDINAL"))
HOLDERS = frozenset(("admin1", "country", "area"))
"""The levels of a place that holds others."""
TOWNS = frozenset(("town", "seat", "capital", "admin1"))
SPANNED = frozenset(
    ("province", "prefecture", "governorate", "oblast", "county", "region", "district", "regency", "island", "islands")
)
"""Generic words in small letters that become part of the name's span."""


def is_name(text: str) -> bool:
    """Tell whether a word is written as a name: "Leeds", "d'Ivoire", "al-Fashir"."""
    return text[:1].isupper() or ((hit := PREFIX.match(text)) is not None and text[hit.end() : hit.end() + 1].isupper())


class Surroundings:
    """The words of a Doc as lists, read once, and what they say of a name among them."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        columns = [doc.to_array([attr]).tolist() for attr in ("ORTH", "ENT_TYPE", "ENT_IOB", "POS", "IDX", "SPACY")]
        orth, label, iob, pos, start, spaced = columns  # far quicker than asking each token
        strings = {key: doc.vocab.strings[key] for key in {*orth, *label, *pos}}
        self.text: list[str] = [strings[key] for key in orth]
        self.label: list[str] = [strings[key] for key in label]
        self.goes_on: list[bool] = [code == 1 for code in iob]
        self.pos: list[str] = [strings[key] for key in pos]
        self.start: list[int] = start
        self.spaced: list[bool] = [bool(space) for space in spaced]
        self.full = "".join([t + " " if space else t for t, space in zip(self.text, self.spaced, strict=True)])
        self.lower = [t.lower() for t in self.text]
        self.index: dict[str, list[int]] = {}
        for i, text in enumerate(self.text):
            self.index.setdefault(text, []).append(i)
        named = {text: is_name(text) for text in self.index}
        self.name = [named[text] for text in self.text]
        self.ents = doc.ents
        self.surnames = self._surnames()
        self.headline = self._headlines()

    def __len__(self) -> int:
        return len(self.text)

    def end(self, last: int) -> int:
        """Return the character after the token before ``last``."""
        return self.start[last - 1] + len(self.text[last - 1])

    def at(self, wanted: Iterable[str]) -> list[int]:
        """Return the tokens that are one of some words, in text order."""
        return sorted(i for word in self.index.keys() & wanted for i in self.index[word])

    def _surnames(self) -> frozenset[str]:
        """Return the last words of persons' names, without those that stand as a place's elsewhere."""
        last, said = set(), set()
        for ent in self.ents:
            if ent.label_ == "PERSON" and len(ent) > 1:
                last.add(self.text[ent.end - 1])
                if self.text[ent.start] in words("given"):
                    last.add(self.text[ent.start])
            elif ent.label_ == "GPE" and ent.start and self.lower[ent.start - 1] in words("inside"):
                said.add(self.text[ent.start])
        return frozenset(last - said)

    def _headlines(self) -> set[int]:
        """Return the tokens of lines that write all their words as names."""
        out: set[int] = set()
        line: list[int] = []
        for i, text in enumerate([*self.text, "\n"]):
            if "\n" not in text:
                line.append(i)
                continue
            long = [j for j in line if len(self.text[j]) > 3 and self.text[j][0].isalpha()]
            told = bool(line) and self.text[line[-1]] == "."  # a sentence, full of names as it may be
            if not told and len(long) > 3 and sum(self.text[j][0].isupper() for j in long) * 10 >= len(long) * 8:
                out.update(line)
            line = []
        return out

    def runs(self, taken: set[int]) -> Iterator[list[int]]:
        """Yield the runs of words written as names, with the small words within names; without the tokens ``taken``."""
        joins = words("joins")
        run: list[int] = []
        pending: list[int] = []
        for i, text in enumerate(self.text):
            if self.name[i] and i not in taken:
                run += [*pending, i]
                pending = []
            elif run and (text in joins or text in ("-", "'s", "’s", ".")) and len(pending) < 3 and i not in taken:
                pending.append(i)
            elif run:
                yield run
                run, pending = [], []
        if run:
            yield run

    def is_county(self, last: int) -> bool:
        """Tell whether "county" or "counties" follows, also after "and" and a second name."""
        ahead = self.lower[last : last + 3]
        return ahead[:1] in (["county"], ["counties"]) or (
            len(ahead) == 3 and ahead[2] == "counties" and ahead[0] in ("and", "or")
        )

    def levels(self, out: Toponym) -> frozenset[str]:
        """Return what the generic word beside a name allows; one in small letters after it is taken into its span."""
        known = generic()
        last = out.last
        if last < len(self) and self.spaced[last - 1]:
            word = self.text[last]
            if self.is_county(last) and word != "county":
                return known["county"]
            if word in words("of_region") and any(s.level == "admin1" for s in out.senses):
                return HOLDERS
            if word in words("natives") and {s.level for s in out.senses} > {"country"}:
                return TOWNS  # a Lebanon man; of the country he would be Lebanese
            levels = known.get(word, frozenset())
            if levels & {s.level for s in out.senses} and word not in words("loose"):
                if word in SPANNED:
                    out.end, out.last = self.end(last + 1), last + 1
                return levels
        if out.first >= 2 and self.lower[out.first - 1] == "of":
            return known.get(self.lower[out.first - 2], frozenset())
        return known.get(self.text[out.first - 1], frozenset()) if out.first else frozenset()

    def before(self, first: int) -> int:
        """Return the token before a name, leaving out "the", "northern" and their like; -1 for none."""
        i = first - 1
        while i >= 0 and first - i < 4 and self.lower[i] in words("compass"):
            i -= 1
        return i

    def is_listed(self, first: int, before: Toponym | None) -> bool:
        """Tell whether a place and "and" or a comma stand before."""
        return (
            before is not None
            and before.form == "name"
            and 0 <= first - 1 - before.last < 2
            and self.text[first - 1] in (",", "and", "or", "&", "/")
        )

    def is_inside(self, out: Toponym, before: Toponym | None) -> bool:
        """Tell whether "in", "near", "mayor of" and their like stand before a name, or a place and "and"."""
        first = out.first
        beside = first > 1 and before is not None and before.form == "name" and before.last == first - 1
        if beside and self.text[first - 1] in ("and", ",", "or"):
            return self.text[first - 1] != "," or bool(out.senses)
        if first > 1 and self.lower[first - 1] == "of":
            return self.lower[first - 2] in words("of_place") or self.lower[first - 2] in words("settled")
        if self.is_origin(first):
            return True
        i = self.before(first)
        if i >= 0 and self.lower[i] == "from":
            own = [s for s in out.senses if not s.alternate] or out.senses
            return any(s.people >= TOWN for s in own)
        return i >= 0 and self.lower[i] in words("inside")

    def is_origin(self, first: int) -> bool:
        """Tell whether a name is where somebody is from: "Ann Lee, 81, of X", "Lee Ltd, of X", "parents from X"."""
        if first < 4:
            return False
        leading, before = self.lower[first - 1], self.text[first - 2]
        if leading == "of" and before == ",":
            said = self.text[first - 3]
            firm = self.label[first] == "ORG" and self.label[first - 3] == "PERSON"  # "Ann Lee, of Lee Partners,"
            return (said.isdigit() and len(said) < 4) or (self.pos[first - 3] == "PROPN" and not firm)
        return leading == "from" and before in words("folk")

    def is_way(self, out: Toponym, before: Toponym | None) -> bool:
        """Tell whether a name is one end of a way, or where something is: "from Argyll to X", "X-based"."""
        first, last = out.first, out.last
        if last + 1 < len(self) and self.text[last] == "-" and self.lower[last + 1] in ("based", "born", "bound"):
            return True
        start = before.first if before is not None and before.last == first - 1 else 0
        return start > 0 and self.lower[first - 1] == "to" and self.lower[start - 1] == "from"

    def is_place(self, out: Toponym, before: Toponym | None) -> bool:
        """Tell whether the words around say, strongly or weakly, that a name is a place's."""
        i = self.before(out.first)
        if (
            i >= 0
            and self.lower[i] in words("before")
            and (self.lower[i] != "of" or not self.label[out.first] or (i and self.lower[i - 1] in words("of_place")))
        ):
            return True
        if i >= 0 and self.lower[i] == "on" and any(s.level == "area" for s in out.senses):
            return True  # on Skye
        if out.dateline or out.levels or self.is_listed(out.first, before):
            return True
        if out.last + 1 >= len(self):
            return False
        if self.is_way(out, before):
            return True
        after = self.text[out.last]
        if after in ("'s", "’s") and self.text[out.last + 1] in words("owned"):
            return True
        return after == "," and self.contains(out)

    def may_be_place(self, first: int, last: int) -> bool:
        """Tell whether nothing beside a name speaks for a person: another name, or what only persons do."""
        if self.beside_name(first, last) or first in self.headline:
            return False
        ahead = self.lower[last : last + 2]
        after = ahead[-1] if ahead[:1] == [","] else ahead[0] if ahead else ""
        led = first > 0 and self.lower[first - 1] in words("before")
        return (led or after not in words("person_verbs")) and (led or self.pos[first] == "PROPN")

    def is_state(self, first: int, text: str) -> bool:
        """Tell whether an abbreviation stands where states do: after a town and a comma, in "R-Ky."."""
        if first < 2:
            return False
        if self.text[first - 1] == "-":
            return self.text[first - 2] in ("R", "D", "I")
        if self.text[first - 1] != "," or not self.name[first - 2]:
            return False
        return self.label[first - 2] != "PERSON" or len(text) > 2 or bool(look_up(self.text[first - 2]))

    def contains(self, out: Toponym) -> bool:
        """Tell whether ", X" follows and X is a country or region that holds one of the places the name may be."""
        first = out.last + 1
        for last in range(min(len(self), first + 3), first, -1):
            text = self.full[self.start[first] : self.end(last)]
            if text[:1].isupper() and (code := holder(text)):
                return any(s.country == code[0] and code[1] in (None, s.admin1) for s in out.senses)
        return False

    def is_thing(self, out: Toponym) -> bool:
        """Tell whether a name stands as no person's does: "its Norwich site", "Rotterdam and Antwerp"."""
        if out.last + 1 >= len(self):
            return False
        if (
            out.first
            and self.lower[out.first - 1] in ("the", "its", "a", "an", "their")
            and self.pos[out.last] == "NOUN"
        ):
            return True
        return self.text[out.last] in ("and", ",") and self.label[out.last + 1] == "GPE"

    def beside_name(self, first: int, last: int) -> bool:
        """Tell whether another word written as a name stands directly before or after."""
        return (first > 0 and self.name[first - 1]) or (last < len(self) and self.name[last])

    def is_whole(self, first: int, last: int) -> bool:
        """Tell whether the entity has no other token, but for "northern" before, "'s" and "province" after."""
        if first > 0 and self.goes_on[first] and self.text[first - 1] not in (",", "and", "-"):
            before = self.lower[first - 1]
            if before not in words("compass"):
                return False
        return not (
            last < len(self)
            and self.goes_on[last]
            and "\n" not in self.text[last]
            and not (self.text[last].islower() and self.text[last] not in words("joins"))
            and self.text[last] not in ("'s", "’s", ",", "and")
            and self.lower[last] not in generic()
        )

    def in_body(self, first: int, last: int) -> bool:
        """Tell whether a name stands in the name of a body: "Bank of China", "London Metal Exchange", "US Treasury"."""
        i = first - 2 if first > 2 and self.lower[first - 1] == "the" else first - 1
        if i > 0 and self.lower[i] == "of" and self.text[i - 1] in words("bodies"):
            return True
        if last >= len(self) or not self.spaced[last - 1] or not self.text[last][:1].isupper():
            return False
        after, label = self.text[last], self.label[last]
        if first in self.headline:  # capitals say nothing there
            return label in ("ORG", "FAC") and self.goes_on[last] and self.label[first] == label
        if self.is_office(last) or after in demonyms() or (label in OTHERS and not self.goes_on[last]):
            return False
        if self.pos[last] != "PROPN":
            return label == "ORG"
        tail = self.doc[last - 1]
        return tail.dep_ in ("compound", "nmod", "amod") or label in ("ORG", "FAC")

    def is_office(self, last: int) -> bool:
        """Tell whether an office follows a place's name: "Texas Governor", "Floyd County Fire Chief"."""
        return self.text[last] in words("titles") or (
            last + 1 < len(self) and self.text[last + 1] in words("offices") and self.name[last]
        )

    def is_dateline(self, first: int, last: int) -> bool:
        """Tell whether a name opens a paragraph as a dateline does: "GENEVA, 13 May", "Leeds (PA) -"."""
        if first and "\n" not in self.text[first - 1]:
            return False
        end = self.end(last)
        follows = self.full[end : end + 60]
        if self.full[self.start[first] : end].isupper() and follows[:1] and follows[0] in ",.:;":
            return True
        return DATELINE.match(follows) is not None
