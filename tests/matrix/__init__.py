"""The fault matrix: every layer's faults, at every moment, by every way; marked slow throughout."""
