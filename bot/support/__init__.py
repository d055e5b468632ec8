"""Whether a sentence is supported by a passage: by rules, without a second model call."""
