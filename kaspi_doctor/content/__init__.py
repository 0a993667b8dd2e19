"""What is told of a report, an explanation, a checked request and a comparison: blocks, laid out by ``document``."""
