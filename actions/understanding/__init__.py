"""From Rasa's tracker to one resolved question."""
