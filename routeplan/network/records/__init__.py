"""Tree to typed records: places, lanes, scenarios as the tables of the schema describe them.

Every fault of a document is collected. A record with a required value missing or wrong is left out of the
result, its id is not: what refers to it is then right, and one cause gives one message.
"""
