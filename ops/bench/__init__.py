"""The whole bot beside stock Rasa: the same questions, by the same client."""
