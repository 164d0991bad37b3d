"""Addresses of this noun."""

from typing import Any

urlpatterns: list[Any] = []
