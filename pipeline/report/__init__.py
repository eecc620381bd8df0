"""What people take away: plans side by side, the 任务分解表, the coding sheet; in a terminal and as files."""
