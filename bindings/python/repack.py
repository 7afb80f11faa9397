"""Packs a wheel again with zopfli, which finds more than zlib in the same format: repack.py WHEEL."""
import pathlib
import sys
import zipfile

import zopfli

wheel = pathlib.Path(sys.argv[1])
packed = wheel.with_suffix(".packed")
with zipfile.ZipFile(wheel) as old, zopfli.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, iterations=5) as new:
    for entry in old.infolist():
        # in the same order, with the same time and rights
        new.writestr(entry, old.read(entry))
packed.replace(wheel)
