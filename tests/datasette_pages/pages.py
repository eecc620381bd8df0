"""The pages without a server: Datasette's own client on the folder `datasette/`."""

from __future__ import annotations

import asyncio
import html
import re
from hashlib import sha256
from pathlib import Path
from typing import Any

from datasette.app import Datasette

from pipeline.build import BuildNote  # type: ignore[attr-defined]
from pipeline.model import Record
