"""What happens on bad days: every fault as a real process, with both streams, the exit code and what always holds."""
