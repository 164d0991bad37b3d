"""Letters about joining that carry a key: whoever reads one may join, so its words are not kept once it has gone."""

from frontdoor.letters.keys import carries_a_key

carries_a_key("join-confirm")
carries_a_key("join-invitation")
