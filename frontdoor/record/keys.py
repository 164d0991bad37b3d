"""Letters of this room that carry a key: their words are not kept once they have gone."""

from frontdoor.letters.keys import carries_a_key

carries_a_key("record-carer-invitation")
carries_a_key("record-claim-code")
