"""What must hold of every network, tried on random ones."""
