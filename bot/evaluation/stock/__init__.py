"""Stock Rasa with the same training sentences, to compare with."""
