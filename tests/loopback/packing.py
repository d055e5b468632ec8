"""The compressions of the gateway, each one stream over all messages of a connection."""

import zlib
from collections.abc import Callable

Pack = Callable[[bytes], bytes]


def zlib_stream() -> Pack:
    """Compresses each message up to its last byte, in one stream."""
    stream = zlib.compressobj()
    return lambda content: stream.compress(content) + stream.flush(zlib.Z_SYNC_FLUSH)


def zstd_stream() -> Pack:
    """The same with Zstandard, which the client prefers where that library is installed."""
    import zstandard

    stream = zstandard.ZstdCompressor().compressobj()
    return lambda content: stream.compress(content) + stream.flush(zstandard.COMPRESSOBJ_FLUSH_BLOCK)


STREAMS = {"zlib-stream": zlib_stream, "zstd-stream": zstd_stream}
