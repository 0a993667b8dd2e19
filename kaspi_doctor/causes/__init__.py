"""One documented cause a file: the constant ``CAUSE``, named after its id."""
