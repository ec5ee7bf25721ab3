#!/usr/bin/env python3
"""Makes templates/fonts/ from the system's Noto Sans CJK. Run once; the result is committed.

    apt-get install fonts-noto-cjk unicode-data
    python3 -m venv venv && venv/bin/pip install fonttools==4.68.0
    venv/bin/python ci/fonts/subset.py

What is in it:
- the 8105 characters of 通用规范汉字表 (2013), which Unihan lists as `kTGH` (unicode-data);
- GB 2312 whole: its second level has some hundred more, its first rows the signs, arrows, frames and numbers in
  circles that Chinese texts use;
- Latin with the letters of pinyin and of Western European names, punctuation, currency, full-width forms.

The fonts are under the SIL Open Font License, without a reserved font name, so that the subset may be called Noto Sans
SC as the one of the Noto project is.
"""

import bz2
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTCollection, TTFont

SOURCE = Path("/usr/share/fonts/opentype/noto")
UNIHAN = Path("/usr/share/unicode/Unihan_OtherMappings.txt.bz2")
TARGET = Path(__file__).resolve().parents[2] / "templates" / "fonts"
FAMILY = "Noto Sans SC"
FACE = "Noto Sans CJK SC"

RANGES = [
    (0x0020, 0x007E),  # Latin
    (0x00A0, 0x017F),  # Latin-1, Latin Extended-A
    (0x01CD, 0x01DC),  # vowels of pinyin
    (0x0370, 0x03FF),  # Greek
    (0x2000, 0x206F),  # punctuation
    (0x2070, 0x209F),  # superscripts and subscripts
    (0x20A0, 0x20BF),  # currencies
    (0x2100, 0x214F),  # letter-like signs
    (0x2150, 0x218F),  # fractions, Roman numbers
    (0x2190, 0x22FF),  # arrows, mathematical signs
    (0x2460, 0x2473),  # numbers in circles
    (0x2500, 0x26FF),  # frames, blocks, shapes, signs
    (0x3000, 0x303F),  # Chinese punctuation
    (0xFE30, 0xFE4F),  # vertical forms
    (0xFF01, 0xFF65),  # full-width forms
    (0xFFE0, 0xFFE6),  # full-width signs
]

# What typesetting of horizontal simplified Chinese uses; not the vertical, half-width and other countries' forms.
FEATURES = ["ccmp", "kern", "liga", "mark", "mkmk"]


def standard():
    """通用规范汉字表."""
    with bz2.open(UNIHAN, "rt", encoding="utf-8") as lines:
        fields = (line.split("\t") for line in lines if not line.startswith("#"))
        found = {int(field[0][2:], 16) for field in fields if len(field) == 3 and field[1] == "kTGH"}
    assert len(found) == 8105, len(found)
    return found


def gb2312():
    """GB 2312, whole."""
    found = set()
    for row in range(0xA1, 0xF8):
        for cell in range(0xA1, 0xFF):
            try:
                found.add(ord(bytes([row, cell]).decode("gb2312")))
            except UnicodeDecodeError:
                pass
    return found


def face(style):
    """The simplified Chinese face of the collection."""
    path = SOURCE / f"NotoSansCJK-{style}.ttc"
    names = [font["name"].getDebugName(1) for font in TTCollection(path, lazy=True).fonts]
    return TTFont(path, fontNumber=next(n for n, name in enumerate(names) if name == FACE))


def rename(font, style):
    """The names of the subset."""
    for record in list(font["name"].names):
        if record.langID not in (0, 0x409):
            font["name"].removeNames(langID=record.langID)
    values = {1: FAMILY, 2: style, 4: f"{FAMILY} {style}", 6: f"{FAMILY.replace(' ', '')}-{style}", 16: None, 17: None}
    for name, value in values.items():
        if value is None:
            font["name"].removeNames(nameID=name)
        else:
            font["name"].setName(value, name, 3, 1, 0x409)
    top = font["CFF "].cff
    top.fontNames = [values[6]]
    top[0].FullName, top[0].FamilyName = values[4], FAMILY


def main():
    characters = standard() | gb2312() | {c for first, last in RANGES for c in range(first, last + 1)}
    options = subset.Options()
    options.layout_features = FEATURES
    options.hinting = False
    options.desubroutinize = False
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.notdef_outline = True
    options.drop_tables += ["DSIG", "VORG", "vhea", "vmtx", "BASE"]
    for style in ("Regular", "Bold"):
        font = face(style)
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=characters)
        subsetter.subset(font)
        rename(font, style)
        font.recalcTimestamp = False
        missing = standard() - set(font.getBestCmap())
        assert not missing, [hex(c) for c in sorted(missing)]
        path = TARGET / f"NotoSansSC-{style}.otf"
        font.save(path)
        print(f"{path.name}: {len(font.getBestCmap())} characters, {path.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
