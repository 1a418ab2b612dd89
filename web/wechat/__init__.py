"""The WeChat official account, and what 企业微信 shares with it."""
