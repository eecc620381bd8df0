"""Marks on the text: a spaCy pipeline (`spacy.blank("zh")`) of our own components, block by block.

Each component is a registered factory that works alone (`nlp.add_pipe("plan_times")`). Reads a
`Source`, writes `Marks` with canonical offsets. Characters, not words, are the tokens: spaCy's part is
the pipeline, the spans and the phrase matching; jieba's part is to say where a word ends
(`plan_phrases`), never where a fact does.
"""

from pipeline.annotate.pipe import annotate, build_nlp

__all__ = ["annotate", "build_nlp"]
