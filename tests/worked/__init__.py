"""Cases worked by hand: a tiny network, a question, and the figures a reader can redo on paper."""
