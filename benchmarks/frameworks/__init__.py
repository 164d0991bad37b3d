"""Benchmark frameworks as data: their shape, their files and the versions of them that returns are made under."""
