"""The label images of the metrics' golden set, drawn by formulas: the same on every machine."""
import numpy as np

HEIGHT, WIDTH = 64, 80


def empty(height=HEIGHT, width=WIDTH):
    return np.zeros((height, width), np.uint32)


def disc(image, cell, y, x, radius, stretch=1.0):
    """Paints an ellipse, `stretch` times as wide as high, over whatever is there."""
    rows, columns = np.mgrid[0 : image.shape[0], 0 : image.shape[1]]
    image[(rows - y) ** 2 + ((columns - x) / stretch) ** 2 <= radius**2] = cell
    return image


def grid(radius=6.0, shift=(0.0, 0.0), grow=0.0, left_out=(), step=16):
    """Ellipses on a grid, each a little different; the same places for the same step."""
    image = empty()
    places = [(y, x) for y in range(8, HEIGHT, step) for x in range(8, WIDTH, step)]
    for n, (y, x) in enumerate(places, 1):
        if n in left_out:
            continue
        own = (n * 7 % 5 - 2) / 2
        disc(image, n, y + shift[0] + own / 2, x + shift[1] - own / 2, radius + own / 2 + grow * (n % 3 - 1), 1 + n % 3 / 6)
    return image


def tiling(count, phase):
    """A tiling of the image without background: every pixel belongs to the nearest of so many points."""
    rows, columns = np.mgrid[0:HEIGHT, 0:WIDTH]
    points = [((n * 37 + phase) % HEIGHT, (n * 53 + 2 * phase) % WIDTH) for n in range(count)]
    return np.argmin([(rows - y) ** 2 + (columns - x) ** 2 for y, x in points], axis=0).astype(np.uint32) + 1


def noise(count, seed, height=24, width=30):
    """Labels 0..count by a linear congruential generator."""
    state, values = seed, []
    for _ in range(height * width):
        state = (1664525 * state + 1013904223) % 2**32
        values.append((state >> 16) % (count + 1))
    return np.array(values, np.uint32).reshape(height, width)


def renumbered(image, ids):
    return np.array([0, *ids], np.uint32)[image]


def merged():
    image = grid()
    for first in (1, 6, 13):
        image[image == first + 1] = first
        rows, columns = np.nonzero(image == first)
        image[int(rows.mean()) - 1 : int(rows.mean()) + 2, columns.min() : columns.max() + 1] = first
    return image


def split():
    image = grid()
    columns = np.mgrid[0:HEIGHT, 0:WIDTH][1]
    for n, cell in enumerate((2, 5, 9, 17)):
        middle = int(np.nonzero(image == cell)[1].mean()) + n - 1
        image[(image == cell) & (columns > middle)] = 100 + n
    image[(image == 17) & (np.mgrid[0:HEIGHT, 0:WIDTH][0] < 56)] = 110
    return image


def shapes(other):
    """A ring and its disc, a cell in two parts, a notch, a comb and its gaps."""
    image = empty()
    disc(image, 1, 16, 16, 12)
    if other:
        disc(image, 0, 16, 16, 10)
    image[40:44, 4:10] = image[40:44, 60:66] = 2
    if other:
        image[40:44, 60:66] = 0
    image[6:30, 40:70] = 3
    if other:
        image[6:28, 54:56] = 0
    image[48:62:4, 10:50] = 4
    if other:
        image[48:62, 10:50] = 0
        image[50:62:4, 10:50] = 4
    return image


def thresholds():
    """IoU of exactly 1/2, 3/5, 3/4 and 19/20, and just below."""
    truth, prediction = empty(12, 60), empty(12, 60)
    for n, (shared, union) in enumerate([(1, 2), (3, 5), (3, 4), (19, 20), (9, 19), (11, 20)], 1):
        truth[2 * n - 1, :union] = n
        prediction[2 * n - 1, :shared] = n
    return truth, prediction


def chain():
    """Rows where greedy matching takes the best pair first and leaves a cell alone."""
    truth, prediction = empty(8, 40), empty(8, 40)
    truth[1, :10], truth[2, :4] = 1, 2
    prediction[1, :7], prediction[2, 1:4], prediction[1, 7:10] = 1, 1, 2
    truth[5, 10:30], prediction[5, 12:25], prediction[5, 25:34], truth[6, 20:34] = 3, 3, 4, 4
    prediction[6, 20:25] = 4
    return truth, prediction


def one_pixel():
    truth, prediction = empty(20, 20), empty(20, 20)
    for n in range(40):
        y, x = n * 11 % 20, n * 7 % 19
        truth[y, x] = n + 1
        prediction[y, x + n % 2] = n + 1
    return truth, prediction


def border():
    truth, prediction = empty(), empty()
    places = [(0, 0), (0, 40), (63, 79), (30, 0), (30, 79), (63, 20), (32, 40), (3, 60)]
    for n, (y, x) in enumerate(places, 1):
        disc(truth, n, y, x, 7)
        disc(prediction, n, y + n % 3 - 1, x + n % 2, 7 + n % 2)
    return truth, prediction


def ignored():
    mask = np.zeros((HEIGHT, WIDTH), bool)
    mask[:, 52:] = True
    mask[20:30, 4:20] = True
    return mask


def cases():
    """Name, what is special, truth, prediction, and the ignored pixels or None."""
    truth = grid()
    found = grid(shift=(0.8, -0.6), grow=1.2, left_out=(4, 11))
    disc(found, 30, 24, 40, 4)
    sparse = [3 * n * n + 11 for n in range(1, 31)]
    wide = [2**32 - 1 - 70001 * n * n for n in range(1, 31)][::-1]
    yield 'normal', 'ellipses, moved and resized; two are missed, one is invented', truth, found, None
    yield 'touching', 'no background in either image', tiling(14, 3), tiling(13, 5), None
    yield 'no-background-perfect', 'the same tiling twice', tiling(9, 1), tiling(9, 1), None
    yield 'empty-truth', 'only the prediction has cells', empty(), grid(left_out=range(4, 21)), None
    yield 'empty-prediction', 'only the truth has cells', grid(left_out=range(4, 21)), empty(), None
    yield 'both-empty', 'no cells', empty(9, 7), empty(9, 7), None
    yield 'merges', 'three pairs of cells are found as one', truth, merged(), None
    yield 'splits', 'four cells are found in two or three pieces', truth, split(), None
    yield 'one-pixel-cells', 'half of them are off by a column', *one_pixel(), None
    yield 'border-cells', 'cells that the edge of the image cuts', *border(), None
    yield 'ids-with-gaps', 'ids are not consecutive', renumbered(truth, sparse), renumbered(found, sparse[::-1]), None
    yield 'ids-of-32-bits', 'ids up to 4,294,897,294', renumbered(truth, wide), renumbered(found, sparse), None
    yield 'ignore-mask', 'as normal, with pixels that are not judged', truth, found, ignored()
    yield 'shapes', 'a ring, a cell in two parts, a notch, a comb', shapes(False), shapes(True), None
    yield 'thresholds', 'IoU exactly at thresholds', *thresholds(), None
    yield 'chain', 'greedy matching finds fewer pairs', *chain(), None
    yield 'noise', 'every pixel a label at random', noise(6, 1), noise(5, 2), None
    yield 'one-column', 'an image one pixel wide', noise(3, 5, 40, 1), noise(3, 6, 40, 1), None
