"""Marks and tree → facts, one kind a file. Reads no files and no raw text, writes a `Record`."""

from pipeline.extract.record import extract

__all__ = ["extract"]
