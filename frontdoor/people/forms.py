"""Allauth's forms with our words."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from django import forms
from django.core.validators import EmailValidator

EMAIL = ("Email address", "Enter your email address", "")
CODE = ("Code", "Enter the code", "")
LONG = "At least 10 characters. Three words that do not belong together are easy to remember and hard to guess."
WORDS = {
    "login": EMAIL,
    "email": EMAIL,
    "password": ("Password", "Enter your password", ""),
    "password1": ("Password", "Enter a password", LONG),
    "oldpassword": ("Your current password", "Enter your current password", ""),
    "code": CODE,
}
AT = "Enter an email address in the correct format, like name@example.com"


class Worded(forms.Form):
    """Labels, hints and errors by the field's name."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields.pop("password2", None)  # the box has a button that shows the password
        for name, field in self.fields.items():
            if name in WORDS:
                field.label, field.error_messages["required"], field.help_text = WORDS[name]
            if name in {"email", "login"}:
                field.error_messages["invalid"] = AT
                field.validators = [EmailValidator(AT)]
                field.widget.attrs["spellcheck"] = "false"


class CodeForm(Worded):
    """A code from a letter or an app: numbers on a telephone's keyboard come first where it has numbers only."""

    hint = ""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["code"].help_text = self.hint
        self.fields["code"].widget.attrs["class"] = "govuk-input--width-10"


class FromLetter(CodeForm):
    """A code that came by letter."""

    hint = "It is in the letter that we have just sent. It works for 15 minutes."


class FromApp(CodeForm):
    """A number from an app, or a printed code."""

    hint = "Six numbers from your authenticator app, or one of your printed codes."


class LoginForm(Worded, account.LoginForm):
    """Address and password."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["login"].widget.attrs["autocomplete"] = "username"


class SignupForm(Worded, account.SignupForm):
    """Address and a new password."""


class RequestLoginCodeForm(Worded, account.RequestLoginCodeForm):
    """Where to send the code."""


class ResetPasswordForm(Worded, account.ResetPasswordForm):
    """Where to send the code."""


class ResetPasswordKeyForm(Worded, account.ResetPasswordKeyForm):
    """The new password."""


class ChangePasswordForm(Worded, account.ChangePasswordForm):
    """The old and the new password."""


class SetPasswordForm(Worded, account.SetPasswordForm):
    """The first password."""


class ReauthenticateForm(Worded, account.ReauthenticateForm):
    """It is still you."""


class AddEmailForm(Worded, account.AddEmailForm):
    """Another address."""


class ConfirmLoginCodeForm(FromLetter, account.ConfirmLoginCodeForm):
    """Sign in."""


class ConfirmEmailVerificationCodeForm(FromLetter, account.ConfirmEmailVerificationCodeForm):
    """The address is yours."""


class ConfirmPasswordResetCodeForm(FromLetter, account.ConfirmPasswordResetCodeForm):
    """Choose a new password."""


class AuthenticateForm(FromApp, mfa.AuthenticateForm):
    """The second step at sign-in."""


class ReauthenticateByCodeForm(FromApp, mfa.ReauthenticateForm):
    """The second step, once more."""


class ActivateTOTPForm(CodeForm, totp.ActivateTOTPForm):
    """The first number from a new app."""

    hint = "Six numbers from the app."
