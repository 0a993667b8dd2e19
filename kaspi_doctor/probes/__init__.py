"""One question a file: each module holds a ``PROBE``. Those that begin with an underscore are shared by several."""
