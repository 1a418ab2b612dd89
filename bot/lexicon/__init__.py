"""The live view of the knowledge base's names and phrasings."""
