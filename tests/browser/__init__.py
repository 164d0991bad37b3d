"""Journeys, each walked twice: in Chromium by keyboard with script, and by a client that only follows links and forms.

A journey takes the fixture `visitor` (which brings the database: no `django_db` mark) and is written once, in what a person sees:

    def test_visitor_sends_feedback(visitor):
        visitor.open("/")
        visitor.follow("Tell us what you think")
        visitor.fill("What should we know?", "Good.")
        visitor.choose("How did it go?", "Fine")
        visitor.press("Send")
        assert visitor.heading == "Thank you"

`visitor.sign_in(user)` begins as a person (second factor given). See `visitors.py` for all that a visitor can do.
In Chromium each page that is reached is looked at by axe, must not scroll sideways and must say nothing in the console;
a control is reached by Tab and used by the keyboard. The window is 320 px wide; FRONTDOOR_WIDE=1 walks the journeys
that are marked `every_look` again at 1280 px and as seen at 400% zoom, and looks at each page in each contrast theme.

Pages that no journey passes are listed in `pages.py`: axe looks at those too, and `bin/test --screens` photographs them.
"""
