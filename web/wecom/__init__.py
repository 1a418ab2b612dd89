"""The 企业微信 application: encrypted always, without links that speak."""
