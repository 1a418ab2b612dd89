"""The doors to the bot: the web widget, WeChat and 企业微信, around one chat core."""
