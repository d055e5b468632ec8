"""From Discord's objects to who speaks, and where."""

import discord

from bot.discordbot.access import Place


def of_interaction(interaction: discord.Interaction) -> Place:
    """Where a command, button or modal was used."""
    return _place(
        interaction.user,
        interaction.channel_id or 0,
        interaction.guild_id,
        interaction.channel,
        interaction.permissions.manage_guild,
    )


def of_message(message: discord.Message) -> Place:
    """Where a message was written."""
    author = message.author
    manages = isinstance(author, discord.Member) and author.guild_permissions.manage_guild
    guild_id = message.guild.id if message.guild else None
    return _place(author, message.channel.id, guild_id, message.channel, manages)


def _place(user: discord.abc.User, channel_id: int, guild_id: int | None, channel: object, manages: bool) -> Place:
    parent = channel.parent_id if isinstance(channel, discord.Thread) else None
    roles = tuple(role.id for role in user.roles) if isinstance(user, discord.Member) else ()
    return Place(user.id, channel_id, guild_id, parent, roles, manages)
