"""What a signer types."""

from benchmarks.signing.forms import SendBackForm, SignForm


def test_names_and_roles_are_one_line():
    form = SignForm({"sign-name": " Hana\n\nhttps://x.example  Novak ", "sign-role": "Head\r\nteacher"})
    assert form.is_valid()
    assert form.cleaned_data == {"name": "Hana https://x.example Novak", "role": "Head teacher"}


def test_note_keeps_its_lines():
    form = SendBackForm({"back-name": "Hana\nNovak", "back-note": "One.\nTwo."}, signed_in=False)
    assert form.is_valid()
    assert form.cleaned_data == {"name": "Hana Novak", "note": "One.\nTwo."}
