"""What the mailbox page is asked for."""

from django import forms


class MailboxFilter(forms.Form):
    """Whose letters to show."""

    to = forms.CharField(label="Letters to", help_text="An email address, or a part of one", required=False)
