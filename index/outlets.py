"""Outlets: the names that the known ones sign with, and the form by which an unknown one shows itself."""

import re

# Names that do not say by their form that they are an outlet's.
NAMES = """
ABC News | AFP | Al Arabiya | Al Jazeera | Anadolu | ANSA | Associated Press | Axios | BBC | BBC News
| Bloomberg | CBC | CBS News | CGTN | CNA | CNBC | CNN | dpa | DW | EFE | Euronews | Fox News | Haaretz | IANS
| Interfax | IRNA | Kyodo | Le Monde | NBC News | Newsweek | NHK | NPR | PBS | Politico | PTI | Reuters | RIA
| RIA Novosti | RT | SANA | Sky News | Slate | Sputnik | TASS | UPI | USA Today | VOA | Vox | Xinhua | Yonhap
"""
# Other spellings under which they sign.
ALIASES = {
    "AP": "Associated Press",
    "The Associated Press": "Associated Press",
    "Agence France-Presse": "AFP",
    "CNN Business": "CNN",
    "Deutsche Presse-Agentur": "dpa",
    "Deutsche Welle": "DW",
    "ITAR-TASS": "TASS",
    "Thomson Reuters": "Reuters",
    "Voice of America": "VOA",
    "Xinhua News Agency": "Xinhua",
}
_KNOWN = {name.strip().casefold(): name.strip() for name in NAMES.split("|")} | {
    alias.casefold(): name for alias, name in ALIASES.items()
}
# A pattern of one known name, the longer before the shorter.
NAMED = "|".join(map(re.escape, sorted(_KNOWN, key=len, reverse=True)))

_WORD = r"(?:[^\W\d_a-z][\w'’&.-]*|of|and|the|de|&)"
_FORM = re.compile(
    rf"The(?:\s{_WORD})+|[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|info|[a-z]{{2}})"
    rf"|(?:{_WORD}\s)*(?:News(?:paper|wire)?|Times|Post|Daily|Herald|Journal|Tribune|Guardian|Agency|Press"
    r"|Gazette|Chronicle|Telegraph|Observer|Magazine|Radio|TV|Online|Today|Mail|Standard|Examiner|Review"
    rf"|Bulletin)(?:\s{_WORD})*"
)
LONGEST = 60  # characters; longer names are sentences


def known(name: str) -> str | None:
    """The usual name of a known outlet, however it is spelt here (``AP``, ``XINHUA``); else None."""
    return _KNOWN.get(" ".join(name.split()).casefold())


def outlet(name: str) -> str | None:
    """The usual name of a known outlet, or an unknown one's own if it has the form of an outlet's name
    (``Daily Planet``, ``The Verge``, ``planet.example.com``); else None."""
    if usual := known(name):
        return usual
    name = " ".join(name.split())
    return name if len(name) <= LONGEST and _FORM.fullmatch(name) else None
