"""The path of a case: who answers, what follows, what can be taken back."""
