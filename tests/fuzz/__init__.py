"""Mutation fuzzing with a dictionary: of network files, and of command lines."""
