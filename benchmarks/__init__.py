"""What is fast, side by side with what one would use instead, in one run."""
