"""The CA that these tests trust, as a file."""

from pathlib import Path

import pytest

from tests.network.serving import write_ca


@pytest.fixture(scope="session")
def ca_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The PEM file of the CA whose certificates the tests' servers show."""
    return write_ca(tmp_path_factory.mktemp("ca"))
