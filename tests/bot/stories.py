"""Stories of any kind, and questions, for what has to hold whatever the articles say."""

from hypothesis import strategies as st

from index.passages import split
from index.types import Article, Hit

# What articles are made of, and what scraped ones bring along.
FRAGMENTS = st.sampled_from(
    [
        "Moscow asked the U.S. to avoid Syrian airspace.",
        "Mr. Kirby said on Sept. 30 that it had not",
        "Col. Steve Warren said so.",
        "He added that nothing changes.",
        "“We keep flying,” he said. “We always have.”",
        "It rained[1].",
        "It snowed. [2][3]",
        "[4, 5]",
        "[ 1 ]",
        "[note 3]",
        "https://evil.example/?q=[1]&r=(2)",
        "[Read more](https://evil.example)",
        "<script>alert(1)</script>",
        "\x1b[31mred\x1b[0m",
        "\x00",
        "\u202eesrever\u202c",
        "\u200b",
        "\n\n",
        "\r\n",
        "\t",
        "- one\n- two",
        '"',
        "'",
        "«",
        "👩‍👩‍👧 🇸🇾",
        "e\u0301te\u0301",
        "Что сказал Лавров?",
        "发生了什么。",
        "...",
        "?!",
        "5.6 million",
        "word " * 150,
        "x" * 700,
    ]
)
ANY = FRAGMENTS | st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
# What is shown to the letter: nothing to clean away, and no speaker whom a pronoun could mean.
PLAIN = FRAGMENTS.filter(lambda text: text.isprintable() and "[" not in text and "Warren" not in text)
QUESTIONS = st.sampled_from(
    [
        "What did Russia request about airspace?",
        "What did Moscow and Washington say?",
        "Who is Steve Warren?",
        "How many?",
        "[1] [2] \x1b[31m why?",
        "Что сказал Лавров?",
    ]
) | st.text(min_size=1, max_size=40).filter(lambda text: any(c.isalnum() for c in text))


@st.composite
def hits(draw: st.DrawFn, pieces: st.SearchStrategy[str] = ANY) -> tuple[Hit, ...]:
    """The passages of a few articles, as a search could return them."""
    passages = []
    for number in range(draw(st.integers(0, 3))):
        text = draw(st.sampled_from(["", " ", "\n"])).join(draw(st.lists(pieces, min_size=1, max_size=12)))
        article = Article(f"a{number}", None, draw(st.text(max_size=20)), None, "2015-10-02", text)
        passages += [(passage, article) for passage in split(article)]
    return tuple(
        Hit(passage, article, draw(st.floats(0, 1)), rank, draw(st.floats(-1, 1)))
        for rank, (passage, article) in enumerate(draw(st.permutations(passages))[:20], 1)
    )
