"""Names as they are compared when somebody looks for a school."""

from django.db import migrations

# Immutable, as generated columns demand; frontdoor_clean takes accents and curly apostrophes away first.
NAME_KEY = r"""
CREATE FUNCTION frontdoor_name_key(t text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
RETURN trim(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(
  regexp_replace(
    replace(translate(public.frontdoor_clean(t), '''`.', ''), '&', ' and '),
  '[^a-z0-9]+', ' ', 'g'),
  '\m(church of england|c of e)\M', 'ce', 'g'),
  '\mroman catholic\M', 'rc', 'g'),
  '\msaint\M', 'st', 'g'),
  '\macad\M', 'academy', 'g'),
  '\msch\M', 'school', 'g'),
  '\mcoll\M', 'college', 'g'),
  '^ ?the ', ''))
"""


class Migration(migrations.Migration):
    dependencies = [("organisations", "0006_joining"), ("ground", "0001_extensions")]
    operations = [migrations.RunSQL(NAME_KEY, "DROP FUNCTION frontdoor_name_key(text)")]
