"""The language-model reader: a chat model words the answer, held to the passages."""
