"""The access table: every page x every role x {own, same role elsewhere, does not exist} x {GET, POST} x htmx or not.

How to add a page
-----------------
Each room lists its pages in `tests/<room>/access_rows.py` as `ROWS`, one `Row` (tests/access/rows.py) for each name in
its `urls.py`. A page without a row fails `test_every_page_has_a_row`. For example:

    from tests.access.rows import Row, anyone, by_urn, only, person

    ROWS = [
        # A public page: everybody gets it, it takes no address parts, POST is not offered (405).
        Row("home:help", get=anyone(200)),
        # A page of a school, known to its staff: everybody else gets the 404 of a school that does not exist.
        Row("benchmarks:returns", get=only("leader", "head", "teacher"), args=by_urn),
        # An action: GET is not offered; staff who may see the school but not do this get 403.
        Row("benchmarks:start", get=None, args=by_urn, post=only("leader", "head", status=302) | {"teacher": 403}),
        # A page for anyone signed in.
        Row("home:to-do", get=person(200)),
    ]

What is checked for each row, role, method, and with and without `HX-Request: true`:

- `own`: the thing that belongs to the role's own organisation (`World.own`). The status is the row's.
- `elsewhere`: the same kind of thing where the same role belongs to somebody else (`World.elsewhere`); `missing`: one
  that does not exist. For pages that are not public both must be 404 with byte-equal bodies (for a signed-out visitor:
  the same redirect to sign-in). An action that refuses the method answers 405 in all columns.
- Any 404 in the `own` column is byte-equal to the 404 of `missing` too.

`args` is a function `(world, role, column) -> dict | None`: the address parts; None means that the role has no such
column (the department has no "elsewhere"). Rooms that need rows of their own (a return, a job) make them in a function
registered with `@rows.furnish`, which gets the `World` once and may keep things in `world.things`.
Everything a request writes is rolled back; the world is made once.
"""
