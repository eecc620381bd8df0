"""`plans graph`: all plans as one graph, for Gephi, Cytoscape and programs."""

from __future__ import annotations

import sys
from pathlib import Path

import click

_FILE = click.Path(dir_okay=False, path_type=Path)
_FORMATS = ("graphml", "json")

_GRAPH_EPILOG = """\b
Examples 例:
  plans graph --out plans.graphml
  plans graph --format json > plans.json
  plans graph --db /tmp/plans.db --format json
"""


@click.command(epilog=_GRAPH_EPILOG)
@click.option("--format", "form", type=click.Choice(_FORMATS),
              help="GraphML opens in Gephi and Cytoscape.  GraphML 可用 Gephi、Cytoscape 打开。  "
                   "[default: as FILE ends, else graphml]")  # fmt: skip
@click.option("--db", type=_FILE, default=Path("extracted/plans.db"), show_default=True, metavar="FILE",
              help="The database.  数据库文件。")  # fmt: skip
@click.option("--out", type=_FILE, metavar="FILE",
              help="Write to this file instead of the terminal.  写入文件。")  # fmt: skip
def graph(form: str | None, db: Path, out: Path | None) -> None:
    """All plans as one graph: documents, tasks, targets, bodies …  全部方案的关系图。

    Reads the database of the last `plans build`, which also writes both formats beside it. docs/graph.md says
    what each kind of node and edge means, and what may not be concluded.
    """
    from pipeline.graphing import stored_graph, written
    from pipeline.store.files import write_pieces

    suffix = out.suffix.lower().removeprefix(".") if out else ""
    chosen = form or (suffix if suffix in _FORMATS else _FORMATS[0])
    with stored_graph(db) as (nodes, edges):
        pieces = written(chosen, nodes, edges)
        if out is None:
            # Bytes: UTF-8 whatever the terminal speaks.
            sys.stdout.buffer.writelines(pieces)
            return
        write_pieces(out, pieces)
    click.echo(f"已写入 wrote {out}")
