"""The buttons under an answer and its pages. What they mean stands in their ids, so they outlive a restart."""

import re
from collections.abc import Sequence
from typing import Any

import discord

from bot.discordbot.cards import Card
from bot.discordbot.sending import Post
from bot.discordbot.texts import say
from index.query import MOST_CHARACTERS

# What turns the pages of an answer, and the event that a press is.
ANSWER, PRESSED = "answer", "press"
# dateline:ACT:ABOUT:PAGE; about is a message's or an article's id, "-" for the message that has the button.
TEMPLATE = re.compile(r"dateline:(?P<act>[a-z]+):(?P<about>[\w-]+):(?P<page>\d+)")
# The input of the modal.
QUESTION = "question"


class Press(discord.ui.DynamicItem[discord.ui.Button[Any]], template=TEMPLATE):
    """A button. ``act`` is what it does, ``about`` to what, ``page`` the page that it turns to."""

    def __init__(
        self,
        act: str,
        about: str = "-",
        page: int = 0,
        label: str | None = None,
        disabled: bool = False,
        style: discord.ButtonStyle = discord.ButtonStyle.secondary,
        row: int | None = None,
    ) -> None:
        self.act, self.about, self.page = act, about, page
        name = f"dateline:{act}:{about}:{page}"
        super().__init__(discord.ui.Button(label=label or act, custom_id=name, disabled=disabled, style=style, row=row))

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction, button: discord.ui.Item[Any], match: re.Match[str]
    ) -> "Press":
        return cls(match["act"], match["about"], int(match["page"]))

    async def callback(self, interaction: discord.Interaction) -> None:
        interaction.client.dispatch(PRESSED, interaction, self.act, self.about, self.page)


def answer_post(cards: Sequence[Card], page: int, hits: bool) -> Post:
    """A page of an answer with all of its buttons; *Passages* where there are any."""
    acts = ["passages"] * hits + ["right", "wrong", "further"]
    styles = {"further": discord.ButtonStyle.primary}
    view = discord.ui.View(timeout=None)
    for act in acts:
        style = styles.get(act, discord.ButtonStyle.secondary)
        view.add_item(Press(act, label=say(f"button.{act}"), style=style, row=0))
    return _post(cards, page, view, ANSWER, "-")


def pages_post(cards: Sequence[Card], page: int, act: str, about: str = "-") -> Post:
    """A page of something else, with the buttons that turn it."""
    return _post(cards, page, discord.ui.View(timeout=None), act, about)


def _post(cards: Sequence[Card], page: int, view: discord.ui.View, act: str, about: str) -> Post:
    page, last = max(0, min(page, len(cards) - 1)), len(cards) - 1
    if last:
        view.add_item(Press(act, about, max(page - 1, 0), say("button.earlier"), disabled=page == 0, row=1))
        view.add_item(Press(act, about, min(page + 1, last), say("button.later"), disabled=page == last, row=1))
    return Post(cards=tuple(cards[page : page + 1]), view=view)


class Further(discord.ui.Modal):
    """Asks for a question that goes on from the answer in a message. It is not waited for: who submits it is answered
    by the id that it carries, even after a restart."""

    def __init__(self, about: int) -> None:
        super().__init__(title=say("further.title"), custom_id=f"dateline:further:{about}:0")
        asked = discord.ui.TextInput[Any](
            custom_id=QUESTION,
            style=discord.TextStyle.paragraph,
            placeholder=say("further.example"),
            max_length=MOST_CHARACTERS,
        )
        self.add_item(discord.ui.Label(text=say("further.label"), component=asked))
        self.stop()


def submitted(interaction: discord.Interaction) -> tuple[int, str] | None:
    """The message that a submitted question goes on from, and the question; None for what is no such modal."""
    found = TEMPLATE.fullmatch(interaction.custom_id or "")
    if interaction.type is not discord.InteractionType.modal_submit or not found:
        return None
    return int(found["about"]), _typed(interaction.data)


def _typed(given: Any) -> str:
    """The text that was typed, wherever in the modal it stands."""
    parts = [given.get("component"), *given.get("components", ())]
    return str(given.get("value", "")) + "".join(_typed(part) for part in parts if part)
