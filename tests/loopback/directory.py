"""Who is who: the bot, its application, users, guilds, members, roles; and where the gateway is."""

from tests.loopback.hub import Call, Hub
from tests.loopback.permissions import in_guild
from tests.loopback.posting import is_thread
from tests.loopback.records import Json
from tests.loopback.refusals import RefusalError


def me(hub: Hub, call: Call) -> Json:
    """The bot's own user."""
    return hub.bot.json() | {"verified": True, "mfa_enabled": False, "locale": "en-US"}


def application(hub: Hub, call: Call) -> Json:
    """The application, with its owner."""
    named: Json = {"id": str(hub.app_id), "name": hub.bot.name, "description": "", "summary": "", "icon": None}
    public: Json = {"bot_public": True, "bot_require_code_grant": False, "verify_key": "0" * 64, "flags": 0}
    return named | public | {"owner": hub.owner.json(), "team": None, "bot": hub.bot.json()}


def gateway(hub: Hub, call: Call) -> Json:
    """Where the gateway is, and with how many shards."""
    starts = {"total": 1000, "remaining": 1000 - hub.identifies, "reset_after": 86_400_000, "max_concurrency": 1}
    return {"url": hub.origin.replace("http", "ws", 1) + "/", "shards": hub.shards, "session_start_limit": starts}


def user(hub: Hub, call: Call) -> Json:
    """A user."""
    if int(call.path["user"]) not in hub.users:
        raise RefusalError(10013)
    return hub.users[int(call.path["user"])].json()


def guilds(hub: Hub, call: Call) -> list[Json]:
    """The guilds that the bot is in."""
    mine = [guild for guild in hub.guilds.values() if hub.bot.id in guild.members]
    return [
        {"id": str(guild.id), "name": guild.name, "icon": None, "owner": False, "features": []}
        | {"permissions": str(in_guild(guild, hub.bot))}
        for guild in mine
    ]


def guild(hub: Hub, call: Call) -> Json:
    """A guild."""
    return hub.guild(call.path["guild"]).json(hub.bot)


def guild_channels(hub: Hub, call: Call) -> list[Json]:
    """Its channels without threads."""
    places = hub.guild(call.path["guild"]).channels.values()
    return [channel.json() for channel in places if not is_thread(channel)]


def active_threads(hub: Hub, call: Call) -> Json:
    """Its threads that are not archived."""
    threads = [channel for channel in hub.guild(call.path["guild"]).channels.values() if is_thread(channel)]
    return {"threads": [thread.json() for thread in threads if not thread.archived], "members": [], "has_more": False}


def roles(hub: Hub, call: Call) -> list[Json]:
    """Its roles."""
    return [role.json() for role in hub.guild(call.path["guild"]).roles.values()]


def member(hub: Hub, call: Call) -> Json:
    """A member."""
    found = hub.guild(call.path["guild"]).members.get(int(call.path["user"]))
    if found is None:
        raise RefusalError(10007)
    return found.json()


def leave(hub: Hub, call: Call) -> None:
    """The bot leaves."""
    left = hub.guild(call.path["guild"])
    del left.members[hub.bot.id]
    hub.dispatch("GUILD_DELETE", {"id": str(left.id)}, left)


ROUTES = [
    ("GET", "/users/@me", me),
    ("GET", "/oauth2/applications/@me", application),
    ("GET", "/applications/@me", application),
    ("GET", "/gateway/bot", gateway),
    ("GET", "/users/@me/guilds", guilds),
    ("DELETE", "/users/@me/guilds/{guild}", leave),
    ("GET", "/users/{user}", user),
    ("GET", "/guilds/{guild}", guild),
    ("GET", "/guilds/{guild}/channels", guild_channels),
    ("GET", "/guilds/{guild}/threads/active", active_threads),
    ("GET", "/guilds/{guild}/roles", roles),
    ("GET", "/guilds/{guild}/members/{user}", member),
]
