"""Texts and URLs of strangers."""

from hypothesis import strategies as st

BITS = (
    *("@everyone ", "@here", "<@123456789012345678>", "<@&42>", "<#42>", "<:x:1>", "<t:0:R>", "</ask:1>", "<id:guide>"),
    *("[text](https://evil.example)", "[a]", "](", ")", "[", "]", "\\", "\\\\", "`", "```\n", "**", "__", "~~", "||"),
    *("# ", "\n# ", "-# ", "> ", ">>> ", "- ", "\n- ", "* ", "1. ", "2015. ", "3) ", "https://evil.example/a(b)_c"),
    *("http:", "//x.example", "<https://evil.example>", ":smile:", ":", "\u202eesrever\u202c", "\u200b", "\x1b[31m"),
    *("\x00", "[1]", "[1, 2]", "[9]", " ", "Russia said. ", "snake_case", "x" * 70, "😀", "é", "٣"),
)
TEXTS = st.lists(st.sampled_from(BITS) | st.text(max_size=6), max_size=30).map("".join)
URLS = st.sampled_from(
    (
        *(None, "", "javascript:alert(1)", "data:text/html,x", "ftp://a.example/x", "https://", "https://[bad"),
        *("https://a.example/x_(y)_z", "http://a.example/a b", "https://a.example/?q=[1]&r=<2>#(3)", "//a.example/x"),
        *("https://good.example@evil.example/", "https://a.example:99999/", "https://münchen.example/straße"),
        *("https://a.example/" + "x" * 3_000, "https://" + "a." * 60 + "example/", "https://a.example\\@evil.example"),
        *("https://a.example/%28ok%29", "https://a.example:8080/\u202ex", "HTTPS://A.example/X", "https://localhost/x"),
    )
)
