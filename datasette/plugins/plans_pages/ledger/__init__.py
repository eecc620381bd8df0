"""The 任务分解表 as a page: filtered, sorted, on a line of time, and taken away as a file."""
