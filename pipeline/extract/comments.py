"""Reviewers' comments with the clause that they hang on."""

from __future__ import annotations

from pipeline.extract.reading import Reading
from pipeline.model import Comment, SourceComment


def extract_comments(reading: Reading) -> tuple[Comment, ...]:
    """The comments of a document in the order of the file; replies point to what they answer."""
    comments: list[Comment] = []
    for comment in reading.source.comments:
        clause = reading.tree.at(comment.start, comment.end)
        comments.append(
            Comment(
                id=reading.ids.new("comment", clause.ref, _said(reading, comment)),
                clause_id=clause.id,
                parent_id=comments[comment.parent].id if comment.parent is not None else None,
                kind=comment.kind,
                author=comment.author,
                created=comment.created,
                text=comment.text,
                before=comment.before,
                after=comment.after,
                resolved=comment.resolved,
                char_start=comment.start,
                char_end=comment.end,
            )
        )
    return tuple(comments)


def _said(reading: Reading, comment: SourceComment) -> str:
    """What tells one comment from others of its clause: what it hangs on, what it says and what it replaced."""
    return "".join((reading.text[comment.start : comment.end], comment.text, comment.before or ""))
