"""Single checks of documents, put together by ``knowledge.publishing.checking``."""
