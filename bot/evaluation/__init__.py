"""How good the understanding is, measured; nothing here runs in the bot itself."""
