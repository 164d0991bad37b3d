"""Names as they are compared when somebody looks for a school."""

from django.db import migrations

# Immutable, as generated columns demand. One regular expression and plain replacements: it runs for each row of the
# register, and a chain of regular expressions took four times as long.
NAME_KEY = r"""
CREATE FUNCTION frontdoor_name_key(t text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
RETURN trim(replace(replace(replace(replace(replace(replace(replace(replace(
  ' ' || regexp_replace(
    replace(translate(public.frontdoor_clean(t), '''`.', ''), '&', ' and '),
  '[^a-z0-9]+', ' ', 'g') || ' ',
  ' church of england ', ' ce '),
  ' c of e ', ' ce '),
  ' roman catholic ', ' rc '),
  ' saint ', ' st '),
  ' acad ', ' academy '),
  ' sch ', ' school '),
  ' coll ', ' college '),
  ' the ', ' '))
"""


class Migration(migrations.Migration):
    dependencies = [("organisations", "0006_joining"), ("ground", "0001_extensions")]
    operations = [migrations.RunSQL(NAME_KEY, "DROP FUNCTION frontdoor_name_key(text)")]
