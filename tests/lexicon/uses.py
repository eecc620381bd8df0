"""For each section of the lexicons: how the component that reads it shows that a text holds one of its words."""

from __future__ import annotations

from tests.lexicon.use import Use
from tests.lexicon.uses_acts import ACTS, CHANGES, CLAUSES, COMPARISONS, SCOPES
from tests.lexicon.uses_bodies import BODIES, FUNCTIONS, REGIONS
from tests.lexicon.uses_measures import MEASURES
from tests.lexicon.uses_times import OCCASIONS, TIMES
from tests.lexicon.uses_topics import TOPICS
from tests.lexicon.uses_words import INDICATORS, MODALITY, TERMS, UNITS

FILES: dict[str, dict[str, Use]] = {
    "acts": ACTS,
    "bodies": BODIES,
    "changes": CHANGES,
    "clauses": CLAUSES,
    "comparisons": COMPARISONS,
    "functions": FUNCTIONS,
    "indicators": INDICATORS,
    "measures": MEASURES,
    "modality": MODALITY,
    "occasions": OCCASIONS,
    "regions": REGIONS,
    "scopes": SCOPES,
    "terms": TERMS,
    "times": TIMES,
    "topics": TOPICS,
    "units": UNITS,
}
USES = {f"{name}.{section}": use for name, uses in FILES.items() for section, use in uses.items()}
