"""Writes the table of sample files that libs/formats/src/samples.test.ts reads, with decoders other than ours.

    python3 tools/golden/sample-labels.py ../shared/data/samples > libs/formats/src/samples.tsv

A row a file of INVENTORY.csv: the start of its SHA-256, what an independent decoder makes of it (`labels`, `image` for
what is sound but no label image, or the code of a refusal), the number of ids but 0, the SHA-1 of the ids as
little-endian 32-bit numbers row by row, and the source of these figures. Needs NumPy, tifffile, Pillow and h5py
(Debian 12 has 1.24, 2023.2.3, 9.4 and 3.7).
"""
import csv, hashlib, json, math, pickle, struct, sys, zipfile, zlib
from pathlib import Path
import h5py, numpy as np, tifffile
from PIL import Image

Image.MAX_IMAGE_PIXELS = None
MAX_ID, MAX_SIDE = 2**32 - 1, 16384

# What none of these decoders reads: the other file of the same pixels.
SAME_PIXELS = {'int16_zstd.tif': 'int16.tif', 'tiled-oversize-gray-i8.tif': None}
root = Path(sys.argv[1])


class Refused(Exception):
    """Carries the code that docs/formats.md gives for what the decoder found."""


def labels(array, source):
    """The rules of docs/formats.md for values."""
    array = np.asarray(array)
    array = array.reshape([n for n in array.shape if n > 1] or [1]) if array.ndim != 2 else array
    if array.dtype == np.float16:
        raise Refused('UNSUPPORTED', source)
    if array.ndim != 2:
        raise Refused('SEVERAL_IMAGES', source)
    array = array.astype(np.uint8) if array.dtype == bool else array
    most = 2**24 if array.dtype == np.float32 else MAX_ID
    if array.dtype.kind == 'f' and not np.all(np.isfinite(array) & (array == np.floor(array))):
        raise Refused('NOT_LABELS', source)
    if array.min() < 0 or array.max() > most:
        raise Refused('NOT_LABELS', source)
    ids = np.ascontiguousarray(array.astype('<u4'))
    return 'labels', int(np.count_nonzero(np.unique(ids))), hashlib.sha1(ids.tobytes()).hexdigest(), source


def tiff(path):
    """Pages that are marked as reduced do not count; tifffile reads, or Pillow where tifffile needs a codec."""
    if path.name in SAME_PIXELS:
        other = SAME_PIXELS[path.name]
        return tiff(path.parent / other) if other else ('unread', '', '', 'no decoder: LZW of signed bytes')
    with tifffile.TiffFile(path) as file:
        pages = [page for page in file.pages if not page.keyframe.subfiletype & 1]
        page = pages[0].keyframe if len(pages) == 1 else pages[0]
        if max(page.imagewidth, page.imagelength) > MAX_SIDE:
            raise Refused('TOO_LARGE', 'tifffile')
        if page.compression in (2, 3, 4, 34676):
            raise Refused('UNSUPPORTED', 'tifffile: compression')
        if page.photometric in (2, 5, 6, 8, 9, 10) or page.samplesperpixel > 1:
            if page.bitspersample == 24:
                raise Refused('UNSUPPORTED', 'tifffile: 24 bits')
            return 'image', '', '', 'tifffile: channels'
        if any(axis == 'C' and n > 1 for axis, n in zip(file.series[0].axes, file.series[0].shape)):
            return 'image', '', '', 'tifffile: pages are channels'
        if len(pages) > 1:
            raise Refused('SEVERAL_IMAGES', 'tifffile: pages')
        if page.compression in (6, 7):
            raise Refused('NOT_LABELS', 'tifffile: JPEG')
        if page.bitspersample == 24 or (page.sampleformat == 3 and page.bitspersample == 16):
            raise Refused('UNSUPPORTED', 'tifffile: samples')
        try:
            return labels(page.asarray(), 'tifffile')
        except Refused:
            raise
        except Exception:
            return pillow(path) if page.compression == 5 else labels(bits(file, page), 'bit by bit')


UNPACK = {1: bytes, 8: zlib.decompress, 32946: zlib.decompress}


def bits(file, page):
    """Uncompressed and deflated rows of samples of any width, which no decoder here reads."""
    rows, width, depth = [], page.imagewidth, page.bitspersample
    for offset, count in zip(page.dataoffsets, page.databytecounts):
        file.filehandle.seek(offset)
        data = file.filehandle.read(count)
        data = UNPACK[page.compression](data)
        stride = -(-width * depth // 8)
        rows += [data[i : i + stride] for i in range(0, len(data), stride)]
    rows = rows[: page.imagelength]
    if page.predictor == 3:
        return np.array([floating(row, width, depth // 8) for row in rows])
    numbers = [int.from_bytes(row, 'big') for row in rows]
    out = [[n >> (len(rows[0]) * 8 - (x + 1) * depth) & (1 << depth) - 1 for x in range(width)] for n in numbers]
    out = np.array(out)
    return np.cumsum(out, axis=1) % (1 << depth) if page.predictor == 2 else out


def floating(row, width, size):
    """Undoes the floating point predictor (Adobe Photoshop TIFF technical note 3)."""
    planes = np.cumsum(np.frombuffer(row, np.uint8), dtype=np.uint8).reshape(size, width)
    return np.frombuffer(planes.T.tobytes(), f'>f{size}')


def pillow(path):
    with Image.open(path) as image:
        if image.mode not in ('1', 'L', 'P', 'I', 'I;16', 'I;16B', 'F'):
            return 'image', '', '', 'Pillow'
        return labels(np.asarray(image), 'Pillow')


class Arrays(pickle.Unpickler):
    """Only what builds NumPy arrays: these files are our own samples."""

    def find_class(self, module, name):
        if module.split('.')[0] == 'numpy' and name in ('_reconstruct', 'ndarray', 'dtype', 'scalar'):
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f'{module}.{name}')


def npy(path):
    with open(path, 'rb') as file:
        version = np.lib.format.read_magic(file)
        read = np.lib.format.read_array_header_1_0 if version == (1, 0) else np.lib.format.read_array_header_2_0
        shape, _, dtype = read(file)
        if not dtype.hasobject:
            return labels(np.load(path), 'NumPy')
        return labels(Arrays(file).load().item()['masks'], 'NumPy, pickle')


def inside(rings, width, height):
    """Even-odd rule at the centres of pixels, a pixel at a time and without any scan line."""
    mask = np.zeros((height, width), bool)
    ys, xs = np.mgrid[0:height, 0:width] + 0.5
    for ring in rings:
        for (x0, y0), (x1, y1) in zip(ring, ring[1:] + ring[:1]):
            if y0 == y1:
                continue
            crossing = (y0 <= ys) != (y1 <= ys)
            mask ^= crossing & (x0 + (ys - y0) * (x1 - x0) / (y1 - y0) <= xs)
    return mask


def paint(cells, name):
    """Cells of (id, parts of rings), the later over the earlier, in the smallest image that holds them."""
    points = [point for _, parts in cells for rings in parts for ring in rings for point in ring]
    width, height = (max(1, math.ceil(max(values))) for values in zip(*points))
    out = np.zeros((height, width), np.uint32)
    for id, parts in cells:
        for rings in parts:
            x0, y0 = (max(0, math.floor(min(v))) for v in zip(*[p for ring in rings for p in ring]))
            x1, y1 = (math.ceil(max(v)) for v in zip(*[p for ring in rings for p in ring]))
            moved = [[(x - x0, y - y0) for x, y in ring] for ring in rings]
            out[y0:y1, x0:x1][inside(moved, x1 - x0, y1 - y0)[: height - y0, : width - x0]] = id
    return labels(out, name)


def geojson(json_):
    cells = []
    for i, feature in enumerate(json_['features']):
        geometry = feature['geometry']
        parts = [geometry['coordinates']] if geometry['type'] == 'Polygon' else geometry['coordinates']
        cells.append((i + 1, [[[tuple(p[:2]) for p in ring] for ring in rings] for rings in parts]))
    return paint(cells, 'even-odd rule, naive')


def roi(data):
    """The rings of an ImageJ region (RoiDecoder.java): rectangle, polygon, freehand or traced."""
    kind, (top, left, bottom, right), count = data[6], struct.unpack('>4h', data[8:16]), struct.unpack('>H', data[16:18])[0]
    if struct.unpack('>i', data[36:40])[0] > 0 or kind == 2:
        return None
    if kind == 1:
        return [[(left, top), (right, top), (right, bottom), (left, bottom)]]
    if kind not in (0, 7, 8):
        return []
    at = 64
    if struct.unpack('>H', data[50:52])[0] & 128:
        values = struct.unpack(f'>{2 * count}f', data[64 + 4 * count : 64 + 12 * count])
        return [list(zip(values[:count], values[count:]))]
    values = struct.unpack(f'>{2 * count}h', data[at : at + 4 * count])
    return [[(left + x, top + y) for x, y in zip(values[:count], values[count:])]]


def oval(data):
    """The centres of pixels inside the ellipse that a box holds."""
    top, left, bottom, right = struct.unpack('>4h', data[8:16])
    ys, xs = np.mgrid[0:bottom, 0:right] + 0.5
    x, y, a, b = (left + right) / 2, (top + bottom) / 2, (right - left) / 2, (bottom - top) / 2
    return ((xs - x) / a) ** 2 + ((ys - y) / b) ** 2 <= 1


def roi_file(path):
    data = path.read_bytes()
    if data[6] == 2 and data[36:40] == bytes(4):
        return labels(oval(data), 'equation of the ellipse')
    rings = roi(data)
    if rings is None:
        return 'labels', 1, '', 'composed region: only counted'
    return paint([(1, [rings])], 'even-odd rule, naive') if rings else ('image', '', '', 'ImageJ: line or point')


def json_file(path):
    try:
        content = json.loads(path.read_text('utf8'))
    except ValueError:
        return 'refused', '', '', 'no JSON'
    if isinstance(content, dict) and content.get('type') == 'FeatureCollection':
        return geojson(content)
    if isinstance(content, dict) and 'nuc' in content:
        return 'labels', len(content['nuc']), '', 'json: counted, see docs/formats.md'
    if isinstance(content, dict) and 'annotations' in content:
        return 'image', len(content['annotations']), '', 'json: cells counted'
    if isinstance(content, list) and content and isinstance(content[0], dict) and 'image_id' in content[0]:
        return 'image', len(content), '', 'json: cells counted'
    return 'image', '', '', 'json: other'


def archive(path):
    with zipfile.ZipFile(path) as file:
        names = [n for n in file.namelist() if n.endswith('.roi')]
        if not names:
            return 'image', '', '', 'zipfile: other files'
        stems = [Path(n).stem for n in names]
        order = sorted(names)
        ids = [int(s) for s in stems] if all(s.isdigit() for s in stems) else None
        rings = {n: roi(file.read(n)) for n in names}
    return paint([(int(Path(n).stem) if ids else i + 1, [rings[n]]) for i, n in enumerate(order)], 'even-odd rule, naive')


def by_content(path):
    data = path.read_bytes()
    if data[:4] in (b'II*\0', b'MM\0*', b'II+\0', b'MM\0+'):
        return tiff(path)
    if data[:4] == b'\x89PNG':
        return pillow(path)
    if data[:3] == b'\xff\xd8\xff':
        return 'image', '', '', 'Pillow'
    if data[:6] == b'\x93NUMPY':
        return npy(path)
    if data[:4] == b'Iout':
        return roi_file(path)
    if data[:8] == b'\x89HDF\r\n\x1a\n':
        with h5py.File(path) as file:
            return labels(file['exported_data'][:], 'h5py')
    if data[:2] == b'PK' and path.suffix == '.npz':
        return labels(np.load(path, allow_pickle=False)['y'], 'NumPy')
    if data[:2] == b'PK':
        return archive(path)
    if data[:6] == b'MATLAB':
        return 'labels', '', same_as(path, '_hovernet.mat'), 'the TIFF of the same cells'
    if path.name.endswith('_cp_outlines.txt'):
        return 'labels', sum(1 for line in data.split(b'\n') if line.strip()), '', 'counted, see docs/formats.md'
    try:
        json.loads(data.decode('utf8'))
        return json_file(path)
    except ValueError:
        raise Refused('UNKNOWN_FORMAT', 'none')


def same_as(path, ending):
    return tiff(Path(str(path).replace(ending, '_cp_masks.tif')))[2]


print('\t'.join(['file', 'sha256', 'is', 'ids', 'sha1', 'source']))
with open(root / 'INVENTORY.csv', newline='') as file:
    for row in csv.DictReader(file):
        path = root / row['path']
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        if digest != row['sha256']:
            sys.exit(f'{path} is not what INVENTORY.csv says.')
        try:
            facts = by_content(path)
        except Refused as refused:
            facts = refused.args[0], '', '', refused.args[1]
        except Exception as error:
            facts = '?', '', '', f'{type(error).__name__} {error}'.replace('\t', ' ').replace('\n', ' ')[:100]
        print('\t'.join(map(str, [row['path'], digest[:16], *facts])))
