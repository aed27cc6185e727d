"""Makes the example data of conf/*.yaml anew: python3 conf/data/make_examples.py (no packages needed).

Everything is drawn from one seed, so the files come out the same, byte for byte.
"""

import gzip
import math
import pathlib
import random
import struct
import zlib

HERE = pathlib.Path(__file__).parent
SIDE = 12
SHAPES = ("bar", "beam", "cross", "ring")


def shape(name, draw):
    """A grey image of SIDE x SIDE bytes: one shape somewhere, in noise."""
    x, y = draw.randrange(3, SIDE - 3), draw.randrange(3, SIDE - 3)
    pixels = []
    for row in range(SIDE):
        for column in range(SIDE):
            dx, dy = abs(column - x), abs(row - y)
            lit = {
                "bar": dx == 0 and dy <= 3,
                "beam": dy == 0 and dx <= 3,
                "cross": (dx == 0 and dy <= 2) or (dy == 0 and dx <= 2),
                "ring": max(dx, dy) == 2,
            }[name]
            value = (200 if lit else 40) + draw.gauss(0, 35)
            pixels.append(min(255, max(0, round(value))))
    return bytes(pixels)


def idx():
    """600 images and their labels in MNIST's format."""
    draw = random.Random(1)
    labels = [i % len(SHAPES) for i in range(600)]
    images = b"".join(shape(SHAPES[label], draw) for label in labels)
    write("shapes-images.idx.gz", struct.pack(">IIII", 0x803, len(labels), SIDE, SIDE) + images)
    write("shapes-labels.idx.gz", struct.pack(">II", 0x801, len(labels)) + bytes(labels))


def write(name, content):
    with open(HERE / name, "wb") as file:
        with gzip.GzipFile(filename="", mode="wb", fileobj=file, mtime=0) as packed:
            packed.write(content)


def png(pixels):
    def chunk(kind, content):
        body = kind + content
        return struct.pack(">I", len(content)) + body + struct.pack(">I", zlib.crc32(body))

    rows = b"".join(b"\0" + pixels[i * SIDE : (i + 1) * SIDE] for i in range(SIDE))
    head = struct.pack(">IIBBBBB", SIDE, SIDE, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows, 9))
        + chunk(b"IEND", b"")
    )


def folder():
    """60 images in a folder for each of two classes."""
    draw = random.Random(2)
    for name in ("cross", "ring"):
        place = HERE / "shapes" / name
        place.mkdir(parents=True, exist_ok=True)
        for i in range(60):
            (place / f"{i:02}.png").write_bytes(png(shape(name, draw)))


def sequences():
    """450 sequences of 24 values: a slow wave, a fast one, or one that turns from slow to fast."""
    draw = random.Random(3)
    lines = [",".join(f"t{i}" for i in range(24)) + ",wave"]
    for i in range(450):
        name = ("slow", "fast", "turning")[i % 3]
        phase = draw.uniform(0, 2 * math.pi)
        values = []
        for t in range(24):
            fast = name == "fast" or (name == "turning" and t >= 12)
            phase += 1.6 if fast else 0.5
            values.append(f"{math.sin(phase) + draw.gauss(0, 0.3):.2f}")
        lines.append(",".join(values) + "," + name)
    (HERE / "sequences.csv").write_text("\n".join(lines) + "\n")


def houses():
    """500 flats whose rent follows from size, age, floor and distance, not in a straight line."""
    draw = random.Random(4)
    lines = ["size_m2,age_years,floor,distance_km,rent"]
    for _ in range(500):
        size, age = draw.uniform(20, 150), draw.uniform(0, 100)
        floor, distance = draw.randrange(0, 8), draw.expovariate(0.2)
        rent = 9 * size + 300 * math.exp(-distance / 4) + 2 * (age - 50) ** 2 / 10
        rent += 25 * floor * (size > 60) + draw.gauss(0, 60)
        lines.append(f"{size:.1f},{age:.1f},{floor},{distance:.2f},{rent:.0f}")
    (HERE / "rents.csv").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    idx()
    folder()
    sequences()
    houses()
