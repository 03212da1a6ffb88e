"""What an instructor runs: nbgrader's plug-ins. The verdicts themselves are made in `dltools.checks`."""
