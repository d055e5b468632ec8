"""The Discord front-end: from a message to an answer in it. Only its live modules import discord."""
