"""Conversations on the sample articles: what is asked, and what an answer to the last question has to say, if any."""

from dataclasses import dataclass
from datetime import UTC, datetime

OCTOBER = datetime(2015, 10, 12, 12, tzinfo=UTC)
NOVEMBER = datetime(2015, 11, 10, 12, tzinfo=UTC)

AIRSPACE = "What did Russia request about airspace?"
REFUSED = (
    "turned the request down",
    "no intention of clearing the way",
    "flew over Syria on Thursday as they did the day before",
    "did not change the day's flight plan",
)
VOLKSWAGEN = "Who resigned at Volkswagen?"
QUOTAS = "Who voted against the refugee quotas?"
POPE = "What did Pope Francis tell Congress?"
MINA = "How many pilgrims died in Mina?"
ASSEMBLY = "What did Obama say at the United Nations?"
MARS = "What was found on Mars?"
SENATE = "What did the Federation Council decide?"
KUNDUZ = "What happened to the hospital in Kunduz?"
TURKEY = "Why did NATO condemn Russia?"
PACIFIC = "What is in the Pacific trade deal?"
MISSILES = "From where did Russia fire cruise missiles at Syria?"
FIFA = "Whom did FIFA suspend?"
NOBEL = "Who won the Nobel Peace Prize?"
REBELS = "Why does the Pentagon end its training of Syrian rebels?"
SOCHI = "Whom did Putin receive in Sochi?"
CANADA = "Who won the election in Canada?"
VISIT = "Whom did Assad meet in Moscow?"
RULES = "What did the United States and Russia sign?"
VIENNA = "What was agreed in Vienna about Syria?"
TROOPS = "How many American soldiers did Obama send to Syria?"
EGYPT = "Why did Russia stop flights to Egypt?"
CABINET = "How many women are in Trudeau's cabinet?"
FENCE = "Where did Hungary close the last gap in its fence?"


@dataclass(frozen=True, slots=True)
class Conversation:
    """Questions in their order, and texts of which the last answer has to hold one; none where no article says it."""

    asked: tuple[str, ...]
    facts: tuple[str, ...] = ()
    asked_at: datetime = OCTOBER


CONVERSATIONS = (
    Conversation((AIRSPACE, "and what did the Pentagon say?"), (*REFUSED, "Carter said at the Pentagon")),
    Conversation((AIRSPACE, "How did the United States respond to that?"), REFUSED),
    Conversation((AIRSPACE, "Who brought this message?"), ("three-star general",)),
    Conversation((AIRSPACE, "and what did the Pentagon say?", "and Kerry?"), ("grave concerns",)),
    Conversation((VOLKSWAGEN, "why?"), ("took responsibility", "rigging emissions tests")),
    Conversation((VOLKSWAGEN, "When will his successor be named?"), ("named on Friday",)),
    Conversation((VOLKSWAGEN, "and what did the board say?"), ("known nothing of the manipulation",)),
    Conversation((VOLKSWAGEN, "Since when had he led it?"), ("since 2007",)),
    Conversation(("How many vehicles worldwide contain the software of Volkswagen?", "and in America?"), ("482,000",)),
    Conversation((QUOTAS, "and who abstained?"), ("Finland abstained",)),
    Conversation(
        (QUOTAS, "What did the Slovak prime minister say about them?"), ("would not accept mandatory quotas",)
    ),
    Conversation(
        ("What did the Slovak prime minister say about quotas?", "and the Czech minister?"), ("sense had lost",)
    ),
    Conversation(("How many refugees will the United States admit?", "and Germany?"), ("800,000",)),
    Conversation((POPE, "What did he say about the death penalty?"), ("abolished everywhere",)),
    Conversation((POPE, "Who had invited him?"), ("had invited him",)),
    Conversation((POPE, "With whom did he eat?"), ("homeless people",)),
    Conversation((MINA, "and whom did Iran blame?"), ("blame on the hosts", "bad management")),
    Conversation((MINA, "How many of them came from Egypt?"), ("148",)),
    Conversation((MINA, "Was it the worst disaster at the hajj?"), ("worst disaster", "deadliest")),
    Conversation((ASSEMBLY, "and Putin?"), ("enormous mistake", "broad coalition")),
    Conversation((ASSEMBLY, "How long did the two meet?"), ("90 minutes",)),
    Conversation((MARS, "Who noticed them first?"), ("Ojha",)),
    Conversation((MARS, "Why does it not freeze?"), ("lower the freezing point",)),
    Conversation((SENATE, "How many voted for it?"), ("162 to 0",)),
    Conversation((SENATE, "and what did the French minister say?"), ("not struck the Islamic State",)),
    Conversation((KUNDUZ, "How many people died there?"), ("19 people were killed", "risen to 22")),
    Conversation((KUNDUZ, "Did Obama apologize for it?"), ("to apologize for",)),
    Conversation((KUNDUZ, "and what did the Afghan ministry say?"), ("10 to 15 fighters",)),
    Conversation((TURKEY, "How did Moscow explain it?"), ("bad weather",)),
    Conversation((TURKEY, "and what did Erdogan say?"), ("An attack on Turkey",)),
    Conversation((TURKEY, "On which days did it happen?"), ("Oct. 3",)),
    Conversation((PACIFIC, "Is China among its members?"), ("China is not among them",)),
    Conversation((PACIFIC, "and what did Obama say?"), ("write the rules",)),
    Conversation((MISSILES, "How many of them were there?"), ("26 missiles",)),
    Conversation((MISSILES, "Did they all reach it?"), ("came down in Iran", "All the targets were destroyed")),
    Conversation((FIFA, "for how long?"), ("90 days",)),
    Conversation((FIFA, "and who takes over?"), ("Hayatou",)),
    Conversation((NOBEL, "and the one for literature?"), ("Alexievich",)),
    Conversation((NOBEL, "How much is it worth?"), ("8 million",)),
    Conversation((REBELS, "How much did it cost?"), ("$500 million",)),
    Conversation(("Which Iranian general was killed in Syria?", "Where did he die?"), ("near Aleppo", "outskirts")),
    Conversation((SOCHI, "and what did the Saudi foreign minister say?"), ("alliance between Russia and Iran",)),
    Conversation((CANADA, "and in Myanmar?"), ("Suu Kyi",), NOVEMBER),
    Conversation((CANADA, "What did he promise?"), ("deficits", "marijuana"), NOVEMBER),
    Conversation((CANADA, "and how many seats?"), ("184",), NOVEMBER),
    Conversation((VISIT, "What did the White House say about it?"), ("red-carpet",), NOVEMBER),
    Conversation((VISIT, "When did he fly home?"), ("during the night",), NOVEMBER),
    Conversation((RULES, "Why is it secret?"), ("Russia's request", "asked that it stay secret"), NOVEMBER),
    Conversation((VIENNA, "and about Assad?"), ("stayed open", "agreed to disagree"), NOVEMBER),
    Conversation((VIENNA, "When will they meet again?"), ("within two weeks",), NOVEMBER),
    Conversation((TROOPS, "and what did McCain say?"), ("insufficient",), NOVEMBER),
    Conversation((TROOPS, "What will they do there?"), ("will advise Kurdish",), NOVEMBER),
    Conversation((EGYPT, "and Britain?"), ("stopped its flights",), NOVEMBER),
    Conversation((EGYPT, "How many died?"), ("224",), NOVEMBER),
    Conversation((CABINET, "Why are there so many?"), ("Because it's 2015",), NOVEMBER),
    Conversation((CABINET, "and who gets finance?"), ("Morneau",), NOVEMBER),
    Conversation((FENCE, "How many people were arrested there?"), ("174",)),
    Conversation((FENCE, "and what is it planning next?"), ("Romania",)),
)
UNSAID = (
    Conversation((AIRSPACE, "and what did Shakira say?")),
    Conversation((VOLKSWAGEN, "How old are his daughters?")),
    Conversation((POPE, "and what did he say about football?")),
    Conversation((MARS, "and on Venus?")),
    Conversation((MINA, "and how many from Norway?")),
    Conversation((FIFA, "and what did Maradona say?")),
    Conversation((NOBEL, "and the one for chemistry?")),
    Conversation((CANADA, "and in Peru?"), asked_at=NOVEMBER),
    Conversation((VIENNA, "What did the wine cost there?"), asked_at=NOVEMBER),
    Conversation((FENCE, "and what did it cost?")),
    Conversation((EGYPT, "and what did Icelandair do?"), asked_at=NOVEMBER),
    Conversation((PACIFIC, "and what about whaling?")),
)
