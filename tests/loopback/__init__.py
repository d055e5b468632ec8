"""A Discord on loopback, for the real client: gateway and REST v10 as strict as Discord's, in a thread of its own.

::

    server = await Loopback.start(heartbeat=1.0)         # seconds; also shards=, clock=, content_intent=, buckets=
    discord.http.Route.BASE = server.api                 # http://127.0.0.1:PORT/api/v10
    discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(server.gateway)   # ws://127.0.0.1:PORT/
    await bot.start(server.token)                        # as a task; `await server.connected()`: every shard is READY
    ...
    await server.stop()                                  # close the bot first

**The world** (before or after the bot comes; it hears of what changes). `server.bot`, `server.owner` are `User`s,
`server.app_id` the application's id. ::

    guild   = server.guild("Newsroom", permissions=None)    # the bot is in it; permissions: bits of guild.bot_role
    role    = server.role(guild, "Editors", permissions=0)
    channel = server.channel(guild, "general")                   # kind="text" | "forum" | "news"
    ada     = server.user("ada", bot=False)
    server.join(guild, ada, role)                                # `await`-free, like all of the above
    server.overwrite(channel, role_or_user, allow=0, deny=0)     # permission bits; guild.everyone is a role
    direct  = server.dm(ada)                                     # a Channel
    server.install(ada)                                          # her commands are with her wherever she is:
    group   = server.group("friends", ada, bob)                  # a Channel in which the bot cannot be
    elsewhere = server.guild("Elsewhere", bot=False)             # a Guild in which it is not
    thread  = server.thread(channel, "a thread")                 # started by the owner

`User`, `Guild`, `Role`, `Channel` have `.id` (int) and `.name`; wherever a message is wanted, Discord's JSON of it is.

**As a user.** Each returns an `Asked`, at once when the event is sent. What Discord's own client would not let the
user do (no such command or button, a missing option or permission, another's ephemeral message) is `UnusableError`. ::

    asked = await server.slash(ada, channel, "ask", question="…", source="…")   # "settings channels" for a subcommand;
                                                                                # File(name, bytes) for an attachment
    asked = await server.autocomplete(ada, channel, "ask", "source", source="Mer", question="…")   # what is typed in
    asked = await server.context(ada, message, "Find related passages")         # or a User as target
    asked = await server.press(ada, message, "Passages")                        # label or custom_id; message: its JSON
    asked = await server.select(ada, message, "custom_id", ["value"])
    asked = await server.submit(ada, shown.modal, {"label or custom_id": "text"})
    asked = await server.say(ada, channel, "text", mention=False, reply_to=None, ping=True, attach=[File(...)])

    shown = await asked.shown(within=30.0)        # waits for more than "thinking…"; TimeoutError names what is there
    shown = await asked.until(lambda shown: len(shown.messages) == 2, within=30.0)
    shown = asked.now()
    asked.message                                 # the JSON of what was said (say only)

`Shown`, what that user sees in answer, frozen:

| field | what it is |
|---|---|
| `messages` | JSON of the visible messages, oldest first: the response and its followups; for `say`: see below |
| `message` | the last of them, or None |
| `deferred` | acknowledged, and still "thinking…" |
| `ephemeral` | what is shown, or being thought of, is for this user alone |
| `edits` | how often these messages were edited (filling in a deferred response is not an edit) |
| `modal` | a `Modal` (`.json`, `.title`), or None |
| `choices` | autocomplete's choices as (name, value), or None |
| `typing` | the bot has shown that it is typing (say only) |
| `reactions` | emoji that the bot has put under what was said |
| `acknowledged` | seconds from event to acknowledgement by the server's clock, or None |
| `text` | everything to read in `messages`: content, embeds' titles, descriptions, fields, footers |

A press that edits its message (callback 6 or 7) shows that message. What is said shows the bot's replies to it, its
messages in the thread under it, and its later ones in the same channel that reply to nothing.

    server.seen_by(ada, channel) -> list[Json]    # all that she sees there, her ephemeral ones among it, oldest first
    server.look(ada, channel) -> Asked            # its Shown has those messages: to wait for them in a thread
    server.channels(guild) -> list[Channel]       # threads too
    server.commands() -> list[Json]               # as registered by the bot
    buttons(message) -> list[Json];  words(message) -> str

    await server.delete_message(message);  await server.delete_channel(channel);  await server.kick_bot(guild)

**Faults.** `route` is a method and a regular expression on the path below /api/v10: `"POST /channels/.*/messages"`. ::

    server.limit(route, times=1, after=0.2, everywhere=False)    # the next so many answer 429, wait `after` seconds
    server.fail(route, status=500, code=0, times=1)              # the next so many are refused so, and do nothing
    server.lose(route, times=1)                                  # are done, but the connection breaks before the answer
    server.slow(route, seconds, times=1)                         # are answered later
    server.clock.advance(seconds)                                # interactions age: 3 s to acknowledge, 15 min of token
    await server.drop(shard=None)                                # breaks the connection; the session can be resumed
    await server.reconnect(shard=None)                           # op 7
    await server.invalidate(shard=None, resumable=False)         # op 9
    await server.replay("INTERACTION_CREATE")                    # sends the last such event once more
    await server.connected(within=10.0)                          # all shards are READY or resumed

**What was noticed**, lists that grow:

    server.violations        # Violation(rule, where, detail), what no well-behaved bot does: a broken limit or schema
                             # (50035, 50006), allowed_mentions missing or parsing anything, a second acknowledgement
                             # (40060), a wrong token; also a fault of this server (rule "server")
    server.requests          # Request(at, method, path, json, files, status, code), as they were answered
    server.heartbeats        # Heartbeat(shard, late): seconds after it was due; measured in the server's own thread
    server.late_heartbeats   # those later than a second, with the one that is overdue now
    server.identifies, server.resumes                            # how often a shard identified, resumed (int)

Lengths are counted in UTF-16 code units, the strictest of Discord's counts. A client waits 5 s between the IDENTIFYs of
two shards (override `before_identify_hook`) and 2 s until `on_ready` (`guild_ready_timeout=`); `connected` for neither.
Withheld as Discord does: the content of messages when the message-content intent is missing and they are no DM, mention
or message of the bot itself. Not here: voice, presence, audit log, Components V2, stickers, polls, guild management.
"""

from tests.loopback.records import File, Heartbeat, Json, Request, Violation
from tests.loopback.seen import Asked, Modal, Shown, UnusableError, buttons, words
from tests.loopback.server import Loopback
from tests.loopback.world import Channel, Guild, Role, User

__all__ = [
    "Asked",
    "Channel",
    "File",
    "Guild",
    "Heartbeat",
    "Json",
    "Loopback",
    "Modal",
    "Request",
    "Role",
    "Shown",
    "UnusableError",
    "User",
    "Violation",
    "buttons",
    "words",
]
