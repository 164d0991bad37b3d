"""The index of the search: made anew from careers and word lists by `index.py`, never edited."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models


class SearchText(models.Model):
    """One text by which a career is found: its title, one everyday name, a wish that it fits, or what its page says.

    `terms` holds the text's terms (see `frontdoor.ground.words`) and its synonym groups. `size` is what the text's words
    weigh together: a short name that is wholly typed counts more than a long one in part. `weight` is how much its kind
    of text counts, 1 for a title. `whole` says whether it is a name or a wish, to be matched as a whole, or prose.
    """

    career = models.ForeignKey("careers.Career", on_delete=models.CASCADE, related_name="+")
    text = models.TextField()
    terms = SearchVectorField()
    size = models.FloatField()
    weight = models.FloatField()
    whole = models.BooleanField()

    PERSONAL: set[str] = set()
    PLAIN = {"id", "career", "text", "terms", "size", "weight", "whole"}

    class Meta:
        db_table = "careers_searchtext"
        indexes = [GinIndex(fields=["terms"], name="careers_searchtext_terms", fastupdate=False)]

    def __str__(self) -> str:
        return f"{self.career_id}: {self.text[:60]}"


class SearchWord(models.Model):
    """A word of the index as it is written: for its rarity (0 to 1), and to find what a misspelt word means."""

    word = models.CharField(max_length=40, primary_key=True)
    stem = models.CharField(max_length=42, db_index=True)
    sound = models.CharField("double metaphone", max_length=10, db_index=True)
    rarity = models.FloatField()
    is_name = models.BooleanField("stands in a title or an everyday name")

    PERSONAL: set[str] = set()
    PLAIN = {"word", "stem", "sound", "rarity", "is_name"}

    class Meta:
        db_table = "careers_searchword"
        indexes = [GinIndex(fields=["word"], name="careers_searchword_trigrams", opclasses=["gin_trgm_ops"])]

    def __str__(self) -> str:
        return self.word
