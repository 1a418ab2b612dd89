"""What runs inside Rasa: NLU components and their live view of the lexicon."""
