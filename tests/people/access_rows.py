"""Who gets allauth's pages: sign-in is for anyone; the rest is about the person themselves, never about somebody else.

302 for a person means "you are signed in already", or "show again that it is you" before a change of security.
"""

from tests.access.rows import Row, anyone, person

DOOR = person(302) | {"anonymous": 200}  # a page to come in by: those who are in are led on
LED_ON = anyone(302)

ROWS = [
    Row("people:stay", get=None, post=LED_ON),
    Row("account_login", get=DOOR, post=DOOR),
    Row("account_signup", get=DOOR, post=DOOR),
    Row("account_request_login_code", get=DOOR, post=DOOR),
    Row("account_confirm_login_code", get=LED_ON, post=LED_ON),
    Row("account_email_verification_sent", get=LED_ON, post=LED_ON),
    Row("account_reset_password", get=anyone(), post=anyone()),
    Row("account_confirm_password_reset_code", get=LED_ON, post=LED_ON),
    Row("account_complete_password_reset", get=LED_ON, post=LED_ON),
    Row("account_password_reset_completed", get=anyone()),
    Row("account_inactive", get=anyone()),
    Row("account_logout", get=person(), post=LED_ON),
    Row("account_change_password", get=person(), post=person()),
    Row("account_set_password", get=LED_ON, post=LED_ON),
    Row("account_email", get=person(), post=LED_ON),
    Row("account_reauthenticate", get=person(), post=person()),
    Row("mfa_index", get=person(), post=person(405)),
    Row("mfa_authenticate", get=LED_ON, post=LED_ON),
    Row("mfa_reauthenticate", get=person(), post=person()),
    Row("mfa_activate_totp", get=LED_ON, post=LED_ON),
    Row("mfa_deactivate_totp", get=LED_ON, post=LED_ON),
    Row("mfa_generate_recovery_codes", get=LED_ON, post=LED_ON),
    Row("mfa_view_recovery_codes", get=person(404), post=person(405)),
    Row("mfa_download_recovery_codes", get=person(404), post=person(404)),
]
