"""Broken network files, each with the findings it must give.

`NNN-name.expected` has a line for each finding, remarks aside: code, line:column, and words that the message or its
help must have, separated by " | ". `CODE *` stands for any number of findings of a code. An empty one is no finding.
"""
