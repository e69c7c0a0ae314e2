"""Writes the pixels of hostile files that other decoders read, for apps/cli/src/inspect/inspect-command.test.ts.

    python3 tools/golden/hostile-labels.py ../shared/data/badinputs > apps/cli/src/inspect/hostile.tsv

A row a file of MANIFEST.tsv whose pixels Pillow or tifffile hand out with the hash that its reference column has: the
SHA-1 of the ids as little-endian 32-bit numbers row by row, and the decoder. Colours are left out. Needs NumPy,
tifffile and Pillow (Debian 12: 1.24, 2023.2.3 and 9.4).
"""
import hashlib, logging, re, sys, warnings
from pathlib import Path
import numpy as np, tifffile
from PIL import Image

warnings.filterwarnings('ignore')
logging.disable()
root = Path(sys.argv[1])


def pillow(path):
    with Image.open(path) as image:
        return np.asarray(image)


DECODERS = {'PIL': pillow, 'tifffile': tifffile.imread}


def decoded(path, name, expected):
    try:
        array = DECODERS[name](path)
    except Exception:
        return None
    found = hashlib.sha1(np.ascontiguousarray(array).tobytes()).hexdigest()[:12]
    array = np.squeeze(array) if array.ndim > 2 else array
    whole = array.dtype.kind in 'bui' or (array.dtype.kind == 'f' and bool(np.all(array == np.floor(array))))
    if found != expected or array.ndim != 2 or array.size == 0 or not whole or array.min() < 0 or array.max() > 2**32 - 1:
        return None
    return hashlib.sha1(array.astype('<u4').tobytes()).hexdigest()


print('file\texpect\tsha1\tdecoder')
for line in (root / 'MANIFEST.tsv').read_text('utf8').strip().split('\n')[1:]:
    kind, file, _, _, expect, _, reference = (line + '\t').split('\t')[:7]
    if expect == 'reject':
        continue
    for name, expected in re.findall(r'(PIL|tifffile)=ok:[^=]*?_([0-9a-f]{12})(?:;|$)', reference):
        sha1 = decoded(root / kind / file, name, expected)
        if sha1:
            print(f'{kind}/{file}\t{expect}\t{sha1}\t{name}')
            break
