"""Decodes frames of the schema HLF1 (frame.fbs) with the stock flatbuffers package."""
import uuid

import numpy as np
from flatbuffers import encode, packer
from flatbuffers import number_types as N
from flatbuffers.table import Table

# In the order of the schema.
FIELDS = """kind session_high session_low row session_name sequence epoch model version site
    site_kind mode training_step call dataset split index key label first_step every dt event_time
    wall_time axes dtype shape encoding payload interventions node trace_id reason""".split()
SLOTS = {name: 4 + 2 * i for i, name in enumerate(FIELDS)}
TEXTS = ("session_name", "model", "version", "site", "key", "label", "node", "reason")
LONGS = ("sequence", "call", "first_step", "event_time", "wall_time")
DTYPES = [np.dtype(name) for name in ("<f4", "<f8", "<i4", "<i8", "u1", "u1")]
RAW, PACKED, INDEX16, INDEX32 = range(4)


def decode(data):
    """Returns the header as a dict and the values as an array [steps, site axes...]."""
    if data[4:8] != b"HLF1":
        raise ValueError(f"expected a frame of schema HLF1, got {data[4:8]!r}")
    table = Table(data, encode.Get(packer.uoffset, data, 0))

    def number(name, flags, absent=0):
        offset = table.Offset(SLOTS[name])
        return table.Get(flags, table.Pos + offset) if offset else absent

    def text(name):
        offset = table.Offset(SLOTS[name])
        return table.String(table.Pos + offset).decode() if offset else ""

    def vector(name, dtype):
        offset = table.Offset(SLOTS[name])
        return np.frombuffer(data, dtype, table.VectorLen(offset), table.Vector(offset))

    header = {name: text(name) for name in TEXTS}
    header.update({name: number(name, N.Int64Flags) for name in LONGS})
    header["kind"] = ("DATA", "TAPS_CHANGED", "RESUMED", "END")[number("kind", N.Uint8Flags)]
    header["row"] = number("row", N.Uint32Flags)
    header["epoch"] = number("epoch", N.Uint32Flags)
    header["every"] = number("every", N.Uint32Flags, 1)
    header["dt"] = number("dt", N.Float64Flags)
    high, low = (number(name, N.Uint64Flags) for name in ("session_high", "session_low"))
    header["session"] = uuid.UUID(int=high << 64 | low)

    shape, payload = vector("shape", "<u4"), vector("payload", "u1")
    dtype, encoding = DTYPES[number("dtype", N.Uint8Flags)], number("encoding", N.Uint8Flags)
    if encoding == RAW:
        return header, payload.view(dtype).reshape(shape)
    values = np.zeros(int(np.prod(shape)), dtype)
    if encoding == PACKED:
        values[:] = np.unpackbits(payload, count=values.size, bitorder="little")
    else:
        values[payload.view("<u2" if encoding == INDEX16 else "<u4")] = 1
    return header, values.reshape(shape)
