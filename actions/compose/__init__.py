"""From a resolved question to a reply; no Rasa, no database in here."""
