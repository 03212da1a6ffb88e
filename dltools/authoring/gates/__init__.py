"""The release gates: each returns the problems it sees, and none repairs anything."""
