"""One test file a cause."""
