"""What every channel shares: order, limits, masking, the bot and the store."""
