import fc from 'fast-check';
import { FormatError } from '../format-error.ts';
import { imagesIn } from '../node.ts';
import { jsonFile, readIds, readWhenCut, refusalOf, textFile, verdict } from '../verdict.fixture.ts';
import { corners, painted, type Square } from './squares.fixture.ts';

/** What the formats have in common: a writer for the outlines of one image, by the letter of each. */
interface Tool {
  readonly write: (squares: readonly (readonly (readonly [number, number])[])[], size: Size) => Uint8Array;
  /** Whether the file says the size of the image. */
  readonly saysSize: boolean;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

const tools: Readonly<Record<string, Tool>> = {
  labelme: {
    saysSize: true,
    write: (outlines, { width, height }) =>
      jsonFile({
        version: '5.4.1',
        shapes: outlines.map((points) => ({ label: 'cell', points, group_id: null, shape_type: 'polygon' })),
        imagePath: '..\\images\\a.png',
        imageHeight: height,
        imageWidth: width,
      }),
  },
  'VGG Image Annotator': {
    saysSize: false,
    write: (outlines) =>
      jsonFile({
        'a.png1234': {
          filename: 'a.png',
          size: 1234,
          regions: outlines.map((points) => ({
            shape_attributes: {
              name: 'polygon',
              all_points_x: points.map(([x]) => x),
              all_points_y: points.map(([, y]) => y),
            },
            region_attributes: { name: 'cell' },
          })),
        },
      }),
  },
  'Label Studio': {
    saysSize: true,
    write: (outlines, { width, height }) =>
      jsonFile([
        {
          data: { image: '/data/upload/1/0a1b2c3d-a.png' },
          annotations: [
            {
              result: outlines.map((points) => ({
                type: 'polygonlabels',
                original_width: width,
                original_height: height,
                image_rotation: 0,
                value: {
                  points: points.map(([x, y]) => [(x / width) * 100, (y / height) * 100]),
                  polygonlabels: ['cell'],
                },
              })),
            },
          ],
        },
      ]),
  },
  CVAT: {
    saysSize: true,
    write: (outlines, { width, height }) =>
      textFile(
        `<?xml version="1.0"?>\n<annotations><image id="0" name="x/a.png" width="${width}" height="${height}">` +
          outlines
            .map((points) => `<polygon label="cell" points="${points.map((point) => point.join(',')).join(';')}"/>`)
            .join('') +
          '</image></annotations>',
      ),
  },
  ImageScope: {
    saysSize: false,
    write: (outlines) =>
      textFile(
        '<Annotations MicronsPerPixel="0.25"><Annotation Id="1" Name="cell"><Regions>' +
          outlines
            .map(
              (points) =>
                `<Region Type="0"><Vertices>${points.map(([x, y]) => `<Vertex X="${x}" Y="${y}" Z="0"/>`).join('')}</Vertices></Region>`,
            )
            .join('') +
          '</Regions></Annotation></Annotations>',
      ),
  },
  YOLO: {
    saysSize: false,
    write: (outlines, { width, height }) =>
      textFile(
        outlines.map((points) => `0 ${points.map(([x, y]) => `${x / width} ${y / height}`).join(' ')}\n`).join(''),
      ),
  },
};

const size = { width: 16, height: 8 };
const squares: readonly Square[] = [
  [1, 1, 4, 3],
  [5, 2, 6, 3],
  [10, 4, 16, 8],
];

describe.each(Object.entries(tools))('outlines of %s', (name, { write, saysSize }) => {
  const file = (cells: readonly Square[], of = size) => write(cells.map(corners), of);

  it('are filled to the pixel, a cell of one pixel and one at the border too', async () => {
    expect(await readIds(file(squares), { size })).toEqual({ shape: [8, 16], ids: painted(squares, 16, 8) });
  });

  it('in any order give the same cells, and moved ones move', async () => {
    const square = fc
      .tuple(fc.integer({ min: 0, max: 7 }), fc.integer({ min: 0, max: 7 }), fc.integer({ min: 1, max: 8 }))
      .map(([left, top, side]): Square => [left, top, left + side, top + side]);
    const separate = fc.uniqueArray(square, {
      minLength: 1,
      maxLength: 6,
      comparator: ([left, top, right, bottom], [l, t, r, b]) => left < r && l < right && top < b && t < bottom,
    });
    const of = { width: 32, height: 32 };
    await fc.assert(
      fc.asyncProperty(separate, fc.integer({ min: 0, max: 8 }), async (cells, by) => {
        const { ids } = await readIds(file(cells, of), { size: of });
        const turned = await readIds(file(cells.toReversed(), of), { size: of });
        expect(turned.ids.map((id) => (id === 0 ? 0 : cells.length + 1 - id))).toEqual(ids);
        const moved = cells.map(([left, top, right, bottom]): Square => [left + by, top + by, right + by, bottom + by]);
        expect((await readIds(file(moved, of), { size: of })).ids).toEqual(painted(moved, 32, 32));
      }),
      { seed: 2026, numRuns: 60 },
    );
  });

  it('that begin and end outside are clipped, and those wholly outside are left out', async () => {
    const beyond: Square[] =
      name === 'YOLO'
        ? [
            [-1, -0.5, 2, 2],
            [14, 6, 17, 8.5],
          ]
        : [
            [-5, -5, 2, 2],
            [14, 6, 90, 90],
          ];
    const { ids } = await readIds(file(beyond), { size });
    expect(ids).toEqual(
      painted(
        beyond.map(([l, t, r, b]) => [l, Math.ceil(t), r, Math.ceil(b)]),
        16,
        8,
      ),
    );
    if (name === 'YOLO') return;
    const outside = await readIds(file([...squares, [100, 100, 110, 110]]), { size });
    expect(outside.ids).toEqual(painted(squares, 16, 8));
  });

  it('get the size of their image, and are refused with one of another size where the file says it', async () => {
    if (!saysSize) return;
    expect((await readIds(file(squares))).shape).toEqual([8, 16]);
    expect(await refusalOf(file(squares), { size: { width: 8, height: 16 } })).toMatchObject({
      code: 'CORRUPT',
      message: expect.stringContaining('for 16×8 pixels, but the image has 8×16') as string,
    });
  });

  it('with coordinates that are no places are refused', async () => {
    for (const value of [NaN, Infinity, -Infinity, 1e9, -1e9, 1e300]) {
      const bad = write(
        [
          corners([1, 1, 4, 3]),
          [
            [value, 1],
            [4, 1],
            [4, 4],
          ],
        ],
        size,
      );
      expect(await verdict(bad, { size })).toMatchObject({ code: 'CORRUPT' });
    }
  });

  it('of fewer than three points are no cells', async () => {
    const found = await verdict(
      write(
        [
          corners([1, 1, 4, 3]),
          [
            [1, 1],
            [2, 2],
          ],
        ],
        size,
      ),
      { size },
    );
    expect(found).toMatchObject({ ids: painted([[1, 1, 4, 3]], 16, 8) });
    expect(await refusalOf(write([[[1, 1]]], size), { size })).toBeInstanceOf(FormatError);
  });

  it('cut off anywhere are refused, or hold fewer lines', async () => {
    const whole = file(squares);
    const read = await readWhenCut(whole, { size });
    // A line of YOLO has no end: what is lost cannot be seen.
    if (name !== 'YOLO')
      expect(read.filter((length) => length < new TextDecoder().decode(whole).trimEnd().length)).toEqual([]);
  });

  it('that are far too many to be painted are refused', async () => {
    const of = { width: 200, height: 200 };
    const many = Array.from({ length: 1000 }, () => corners([0, 0, 200, 200]));
    expect((await refusalOf(write(many, of), { size: of })).message).toContain('takes more than');
  });
});

describe('several images in one file', () => {
  const via = (names: readonly string[]) =>
    jsonFile(
      Object.fromEntries(
        names.map((filename, i) => [
          `${filename}${i}`,
          {
            filename,
            regions: [
              {
                shape_attributes: { name: 'rect', x: i, y: 0, width: 1, height: 1 },
                region_attributes: {},
              },
            ],
          },
        ]),
      ),
    );

  it('are listed, and one is chosen by its name', async () => {
    const file = via(['a.png', 'b.png']);
    expect(await imagesIn(file)).toEqual([
      { name: 'a.png', choice: { part: 'a.png' } },
      { name: 'b.png', choice: { part: 'b.png' } },
    ]);
    const of = { width: 2, height: 1 };
    expect(await readIds(file, { size: of, part: 'b.png' })).toEqual({ shape: [1, 2], ids: [0, 1] });
    expect((await refusalOf(file)).message).toContain(
      'outlines of 2 images (a.png, b.png). Choose one by its name with --array',
    );
    expect((await refusalOf(file, { part: 'c.png' })).message).toContain('of a.png, b.png, but not of c.png');
  });

  it('of the same name cannot be told apart, and the message does not say otherwise', async () => {
    const { message } = await refusalOf(via(['x/a.png', 'y/a.png']), { part: 'a.png' });
    expect(message).toContain('2 images named a.png. Export those of one image alone');
  });

  it('of a prototype are names like others', async () => {
    for (const part of ['__proto__', 'constructor', 'toString'])
      expect((await refusalOf(via(['a.png', 'b.png']), { part })).message).toContain(`but not of ${part}`);
    const text =
      '{"__proto__": {"filename": "p.png", "regions": []}, "constructor": {"filename": "c.png", "regions": []}}';
    expect(await imagesIn(textFile(text))).toMatchObject([{ name: 'p.png' }, { name: 'c.png' }]);
  });
});
