"""From an article to ranked passages. Knows nothing of chat, prompts or Discord."""
