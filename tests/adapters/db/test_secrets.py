"""The installation's key, and what is encrypted with it."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import override_settings

from tailorbird.adapters.db.secret_key import secret_key
from tailorbird.adapters.db.secrets_at_rest import UnreadableSecret, seal, unseal


def test_in_development_a_key_is_made_once_and_kept_private(tmp_path: Path) -> None:
    file = tmp_path / "var" / "secret.key"
    made = secret_key("", "development", file)
    assert len(made) >= 50
    assert secret_key("", "development", file) == made
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_the_key_of_the_environment_goes_first(tmp_path: Path) -> None:
    file = tmp_path / "secret.key"
    assert secret_key("given", "production", file) == "given"
    assert not file.exists()


def test_production_needs_a_key_of_its_own(tmp_path: Path) -> None:
    with pytest.raises(ImproperlyConfigured, match="TAILORBIRD_SECRET_KEY is not set"):
        secret_key("", "production", tmp_path / "secret.key")


def test_an_empty_key_file_is_no_key(tmp_path: Path) -> None:
    (tmp_path / "secret.key").touch()
    with pytest.raises(ImproperlyConfigured, match="Remove it"):
        secret_key("", "development", tmp_path / "secret.key")


def test_a_secret_comes_back_and_looks_different_each_time() -> None:
    assert unseal(seal("whsec_x")) == "whsec_x"
    assert seal("whsec_x") != seal("whsec_x")


def test_a_secret_survives_a_change_of_key_while_the_old_one_is_known() -> None:
    with override_settings(SECRET_KEY="old"):
        sealed = seal("whsec_x")
    with override_settings(SECRET_KEY="new", SECRET_KEY_FALLBACKS=["old"]):
        assert unseal(sealed) == "whsec_x"
    with (
        override_settings(SECRET_KEY="new"),
        pytest.raises(UnreadableSecret, match="TAILORBIRD_OLD_SECRET_KEYS"),
    ):
        unseal(sealed)
