"""Parents and carers say yes or no to one placement: by a link of their own, or on paper."""
