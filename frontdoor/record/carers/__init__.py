"""Parents and carers: the school names them, from 13 the learner knows, from 16 the learner decides."""
