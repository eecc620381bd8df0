"""The shape of each lexicon: its sections, in the order in which they stand in the file, and their entries.

A class is a file, a field of it a section (`[[section]]` in TOML) whose entries have the keys of its type
and those of `Entry`. What is no key here is an error in the file.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from pipeline.lexicon.entries import Entry, Shielded, Text, Words
from pipeline.model import GovernmentLevel, Modality, Operator, Role, ScopeKind, Shape

Better = Literal["higher", "lower"]
SuffixKind = Literal[
    "department", "service", "government", "party", "judicial", "mass", "regulator", "company", "institute",
    "joint", "generic", "territory",
]  # fmt: skip


# --- acts.toml -----------------------------------------------------------------------------------------------


class Acts(Shape, frozen=True, kw_only=True):
    """What is done, and words around it."""

    act: tuple[Shielded, ...]
    added: tuple[Entry, ...]  # so many more
    manner: tuple[Shielded, ...]  # before an act
    committing: tuple[Entry, ...]  # other verbs before a number that somebody has to reach
    move: tuple[Entry, ...]  # others, to do it
    bring: tuple[Entry, ...]  # a treatment to something: 对…进行
    treatment: tuple[Entry, ...]
    inspect: tuple[Entry, ...]
    activity: tuple[Shielded, ...]  # at the head of a clause: it then states no end
    ending: tuple[Entry, ...]  # names the state with what reaches it
    deed: tuple[Entry, ...]  # acts that are nouns, too
    rank: tuple[Entry, ...]  # before a place in an order
    have: tuple[Entry, ...]  # each of a class, so many
    no_deed: tuple[Entry, ...]  # verbs that bring nothing about


# --- bodies.toml ---------------------------------------------------------------------------------------------


class Level(Entry, frozen=True, kw_only=True):
    """Words before a department that say on which level of government it stands."""

    level: GovernmentLevel


class Suffix(Entry, frozen=True, kw_only=True):
    """How names of bodies of one kind end."""

    kind: SuffixKind


class RoleWord(Entry, frozen=True, kw_only=True):
    """Words that give bodies a role."""

    role: Role


class Spelling(Entry, frozen=True, kw_only=True):
    """Spellings of what is elsewhere printed as `name`."""

    name: Text


class Homophone(Entry, frozen=True, kw_only=True):
    """Characters of one `sound`, which an input method mixes up."""

    sound: Text


class Bodies(Shape, frozen=True, kw_only=True):
    """How names of bodies are built, which words give them a role, and which words say that they act."""

    level: tuple[Level, ...]
    false_level: tuple[Shielded, ...]  # the same characters as the beginning of a word, not as a level
    suffix: tuple[Suffix, ...]
    unnamed: tuple[Entry, ...]  # whole names that name nobody in particular
    of_a_level: tuple[Entry, ...]  # classes that belong to a government and take its level
    of_the_state: tuple[Entry, ...]  # the state's own, though their names do not begin with it
    same: tuple[Spelling, ...]
    no_ending: tuple[Entry, ...]  # words that only look like the end of a name
    independent: tuple[Entry, ...]  # how bodies begin that take no level from others
    role: tuple[RoleWord, ...]  # behind bodies, in an attribution
    label: tuple[RoleWord, ...]  # before bodies and a colon
    column: tuple[Entry, ...]  # headers of the other columns of a table of tasks
    modal: tuple[Entry, ...]  # a duty begins with it
    verb: tuple[Entry, ...]  # a duty begins with it
    adverb: tuple[Entry, ...]  # a duty begins with it
    no_duty: tuple[Entry, ...]  # nouns that begin like a duty
    pivot: tuple[Entry, ...]  # after these a body is told, asked or used by somebody else
    past: tuple[Entry, ...]  # the sentence reports, it does not oblige
    homophone: tuple[Homophone, ...]
    well_known: tuple[Entry, ...]  # names that every plan uses


# --- changes.toml --------------------------------------------------------------------------------------------


class Change(Shielded, frozen=True, kw_only=True):
    """Words of change to one side."""

    direction: Literal["increase", "decrease"]


class Changes(Shape, frozen=True, kw_only=True):
    """What rises, what falls, what stays, and what it is compared with."""

    change: tuple[Change, ...]
    extent: tuple[Change, ...]  # of which no 到 follows
    leading: tuple[Entry, ...]  # to a value, with 到
    hold: tuple[Entry, ...]
    against: tuple[Entry, ...]


# --- clauses.toml --------------------------------------------------------------------------------------------


class Clauses(Shape, frozen=True, kw_only=True):
    """Words at the edges of a clause."""

    lead_in: tuple[Shielded, ...]
    trailing: tuple[Shielded, ...]
    circumstance: tuple[Entry, ...]  # the clause states no end


# --- comparisons.toml ----------------------------------------------------------------------------------------


class Comparing(Shielded, frozen=True, kw_only=True):
    """Words with the operator that they are."""

    op: Operator


class Comparisons(Shape, frozen=True, kw_only=True):
    """What compares a number with what is reached, and what makes it a mere threshold."""

    before: tuple[Comparing, ...]
    behind: tuple[Comparing, ...]
    amount: tuple[Entry, ...]  # itself reached
    share: tuple[Entry, ...]  # what so many per cent do
    given: tuple[Entry, ...]  # behind a number that is not to be reached
    steady: tuple[Entry, ...]  # behind 在…以上


# --- functions.toml ------------------------------------------------------------------------------------------


class Function(Entry, frozen=True, kw_only=True):
    """A function of government, and the stems by which names of bodies carry it."""

    name: Text


class Reform(Entry, frozen=True, kw_only=True):
    """Stems that bodies of the function `name` bore until a reform had ended them, on the day `until` at the latest."""

    name: Text
    until: Annotated[str, msgspec.Meta(pattern=r"^\d{4}-\d{2}-\d{2}$")]


class Functions(Shape, frozen=True, kw_only=True):
    """What government bodies are for."""

    function: tuple[Function, ...]
    reform: tuple[Reform, ...]


# --- indicators.toml -----------------------------------------------------------------------------------------


class Substance(Entry, frozen=True, kw_only=True):
    """A substance by its short `name`; `mean`: the name of the yearly mean by which it is judged."""

    name: Text
    mean: Text | None = None


class IndicatorHead(Entry, frozen=True, kw_only=True):
    """The last word of an indicator: what is counted and how, which side is better."""

    name: Text
    statistic: Literal["mean", "share", "count", "total"]
    extensive: bool  # grows with the territory
    better: Better | None = None


class Side(Entry, frozen=True, kw_only=True):
    """Endings of rates of which the text leaves no doubt which side is better."""

    better: Better


class Family(Entry, frozen=True, kw_only=True):
    """A matter in which indicators meet, and the words by which their names are known."""

    name: Text
    en: Text


class Spread(Shielded, frozen=True, kw_only=True):
    """Words that say how one number is taken over several places."""

    value: Literal["each", "mean", "total"]


class Indicators(Shape, frozen=True, kw_only=True):
    """What indicators are made of, and in which matters they meet."""

    substance: tuple[Substance, ...]
    head: tuple[IndicatorHead, ...]
    side: tuple[Side, ...]
    family: tuple[Family, ...]
    spread: tuple[Spread, ...]


# --- measures.toml -------------------------------------------------------------------------------------------


class Measures(Shape, frozen=True, kw_only=True):
    """How a predicate of duty is built."""

    adverb: tuple[Shielded, ...]
    weak: tuple[Entry, ...]
    verb: tuple[Entry, ...]
    modifier: tuple[Entry, ...]
    bound: tuple[Entry, ...]


# --- modality.toml -------------------------------------------------------------------------------------------


class Force(Shielded, frozen=True, kw_only=True):
    """Words that give a predicate its force."""

    name: Modality


class Tone(Shielded, frozen=True, kw_only=True):
    """Words that harden or soften what a predicate demands, whatever its force."""

    value: Literal["strict", "cautious"]


class Modalities(Shape, frozen=True, kw_only=True):
    """What gives a sentence its force."""

    modality: tuple[Force, ...]
    tone: tuple[Tone, ...]


# --- occasions.toml ------------------------------------------------------------------------------------------


class Occasions(Shape, frozen=True, kw_only=True):
    """Days and events by which plans set times without a date."""

    occasion: tuple[Entry, ...]


# --- regions.toml --------------------------------------------------------------------------------------------


class Province(Entry, frozen=True, kw_only=True):
    """Provinces of one `kind` by their short names, and what follows those in full."""

    kind: Text
    endings: Words


class PlaceEnding(Shielded, frozen=True, kw_only=True):
    """How names of places of one level end."""

    level: GovernmentLevel


class TerritoryClass(Entry, frozen=True, kw_only=True):
    """Classes of territories: `forms` by themselves, `after_each` only behind 各 or a number."""

    level: GovernmentLevel
    after_each: Words


class Regions(Shape, frozen=True, kw_only=True):
    """Territories."""

    province: tuple[Province, ...]
    place: tuple[PlaceEnding, ...]
    area: tuple[Entry, ...]  # classes of areas whose names end like a place
    matter: tuple[Entry, ...]  # no place's name holds these
    territory: tuple[TerritoryClass, ...]


# --- scopes.toml ---------------------------------------------------------------------------------------------


class TermClass(Entry, frozen=True, kw_only=True):
    """Classes of those whom a provision binds, by what is listed of them."""

    kind: ScopeKind


class Defining(Entry, frozen=True, kw_only=True):
    """Words between a term and its list; `only_terms`: not behind the name of a region."""

    only_terms: bool


class Scopes(Shape, frozen=True, kw_only=True):
    """Words of places and of classes of places."""

    place: tuple[Entry, ...]
    place_class: tuple[Entry, ...]
    unqualified: tuple[Entry, ...]  # no scope by themselves
    of_the_class: tuple[Entry, ...]  # behind a class: what it is measured in itself
    measuring: tuple[Entry, ...]  # within a head: it measures something
    seated: tuple[Entry, ...]  # behind a place: its seat
    class_head: tuple[Entry, ...]  # of a class within the whole
    class_tail: tuple[Entry, ...]
    per_unit: tuple[Entry, ...]  # behind 单位
    term_class: tuple[TermClass, ...]  # with a qualifier: a term that a plan defines
    qualifier: tuple[Entry, ...]
    zone: tuple[Entry, ...]  # terms by themselves
    region: tuple[Entry, ...]  # how regions end that are no one's territory
    tier: tuple[Entry, ...]  # terms by their number
    defining: tuple[Defining, ...]
    naming: tuple[Entry, ...]  # what a list is called from here on
    picked: tuple[Entry, ...]  # before a list that becomes a term
    assigning: tuple[Entry, ...]  # between that list and the term
    named_zone: tuple[Entry, ...]  # how places end that are no level of government
    extent: tuple[Entry, ...]  # behind a place: how much of it
    foreign: tuple[Entry, ...]  # before a term: not the plan's own


# --- terms.toml ----------------------------------------------------------------------------------------------


class Term(Shielded, frozen=True, kw_only=True):
    """Words with what they mean, in canonical form."""

    value: Text


class Hedge(Term, frozen=True, kw_only=True):
    """Words that hedge; an `adverb` hedges what is done, and nothing where a noun follows."""

    adverb: bool = False


class EndState(Shielded, frozen=True, kw_only=True):
    """Words that say an end state; with `after`, only right behind one of those."""

    value: Literal["done", "changed", "made", "compared", "action"]
    after: tuple[Text, ...] = ()


class StrengthTerm(Shielded, frozen=True, kw_only=True):
    """Words that say how binding a target is."""

    value: Literal["binding", "expected"]


class NonTarget(Shielded, frozen=True, kw_only=True):
    """Words beside numbers that nobody has to reach."""

    value: Literal["grant", "scoring", "condition", "definition", "size"]


class HeadingTerm(Shielded, frozen=True, kw_only=True):
    """Words of headings; behind one of `led_by` they are something to do instead."""

    led_by: tuple[Text, ...] = ()


class Terms(Shape, frozen=True, kw_only=True):
    """Words that govern a target or a number."""

    hedge: tuple[Hedge, ...]
    end_state: tuple[EndState, ...]
    deferral: tuple[Term, ...]  # to a number that somebody else sets
    point: tuple[Shielded, ...]  # of a list in running text
    strength: tuple[StrengthTerm, ...]
    background: tuple[HeadingTerm, ...]
    goals: tuple[HeadingTerm, ...]
    non_target: tuple[NonTarget, ...]
    report: tuple[Shielded, ...]  # of what was reached


# --- times.toml ----------------------------------------------------------------------------------------------


class Period(Shielded, frozen=True, kw_only=True):
    """Words for a period, an ISO 8601 duration."""

    iso: Literal["P1D", "P1W", "P10D", "P1M", "P3M", "P6M", "P1Y"]


class Times(Shape, frozen=True, kw_only=True):
    """Words of time, and those next to a date that say what it is there for."""

    season: tuple[Entry, ...]
    period: tuple[Period, ...]
    rhythm: tuple[Period, ...]  # a period as an adverb
    until: tuple[Entry, ...]
    since: tuple[Entry, ...]
    instrument: tuple[Entry, ...]  # 本…印发之日起
    effect: tuple[Entry, ...]  # …之日起
    done: tuple[Entry, ...]  # behind a date: then it is done
    underway: tuple[Entry, ...]  # behind a month
    yearly: tuple[Entry, ...]  # behind 全年: so much each year
    reporting: tuple[Entry, ...]  # what is done in a rhythm, as in “月调度”
    seasonal: tuple[Entry, ...]  # before a season that is a time
    edition: tuple[Entry, ...]  # makes a year a part of a name
    named_goal: tuple[Entry, ...]  # makes a year a part of a name, behind 实现
    handed_down: tuple[Entry, ...]  # by somebody else, in his rhythm
    this_year: tuple[Entry, ...]  # behind “2025年度”


# --- topics.toml ---------------------------------------------------------------------------------------------


class Topic(Entry, frozen=True, kw_only=True):
    """A matter of plans, and the words by which it is known."""

    name: Text
    en: Text


class KindTerm(Entry, frozen=True, kw_only=True):
    """Words of headings that open a provision of a kind."""

    value: Literal["guiding", "areas", "principles"]


class GenreTerm(Entry, frozen=True, kw_only=True):
    """Words of titles that say what kind of document they name."""

    value: Literal["assessment", "notice", "opinion", "plan", "rules"]


class Topics(Shape, frozen=True, kw_only=True):
    """What provisions deal with, and of what kind they and their documents are."""

    topic: tuple[Topic, ...]
    kind: tuple[KindTerm, ...]
    genre: tuple[GenreTerm, ...]


# --- units.toml ----------------------------------------------------------------------------------------------


class Magnitude(Entry, frozen=True, kw_only=True):
    """A word for a power of ten."""

    factor: int


class UnitKind(Shape, frozen=True, kw_only=True):
    """Units with one `base` unit: each spelling with its factor. `counts`: words for counting whole things."""

    base: Text
    names: dict[Text, float]
    example: Text
    counter: Text | None = None
    counts: bool = False

    @property
    def forms(self) -> tuple[str, ...]:
        """The spellings."""
        return tuple(self.names)


class Units(Shape, frozen=True, kw_only=True):
    """Units of measure."""

    magnitude: tuple[Magnitude, ...]
    unit: tuple[UnitKind, ...]
    counted: tuple[Shielded, ...]  # by a Chinese numeral
    moved: tuple[Entry, ...]  # so many are moved to do something
