import { FormatError } from '../format-error.ts';
import { paintCells } from '../shapes/paint-cells.ts';
import { imagesIn, readCheckedLabels } from '../node.ts';
import { readIds, refusalOf, textFile, verdict } from '../verdict.fixture.ts';
import { painted } from './squares.fixture.ts';
import { imageScopeObjects } from './xml-outlines.ts';
import { xmlTags } from './xml-tags.ts';

const tagsOf = (text: string) =>
  [...xmlTags(text)].map(({ name, ends, attribute }) => `${ends ? '/' : ''}${name} ${attribute('a') ?? '-'}`);

describe('tags of XML', () => {
  it('come with their attributes in either quotes, without prefixes', () => {
    expect(tagsOf(`<x:r><s a="1"/><t b='2' a = '3>"'></t></x:r>`)).toEqual(['r -', 's 1', 't 3>"', '/t -', '/r -']);
    expect(tagsOf('<r xa="1" a="2"/>')).toEqual(['r 2']);
    expect(tagsOf('<r a=""/>')).toEqual(['r ']);
  });

  it('are none in comments, texts and instructions', () => {
    expect(tagsOf('<?xml version="1.0"?><r><!-- <s a="1"/> --><![CDATA[<s a="2"/>]]><s a="3"/></r>')).toEqual([
      'r -',
      's 3',
      '/r -',
    ]);
  });

  it('have the entities of XML and no others, also not those of a prototype', () => {
    expect(tagsOf('<r a="&lt;&amp;&gt;&quot;&apos;"/>')).toEqual([`r <&>"'`]);
    expect(tagsOf('<r a="&constructor;&__proto__;&other;"/>')).toEqual(['r &constructor;&__proto__;&other;']);
  });

  it.each([
    ['<r a="1"', 'cut off'],
    ['<r><s/>', 'cut off'],
    ['<r a="1></r>', 'cut off'],
    ['<r><!-- ', 'cut off'],
    ['<r <s/>', 'no sound tag'],
    ['<r>< /></r>', 'no sound tag'],
    [`<${'r'.repeat(200)}/>`, 'no sound tag'],
    ['<!DOCTYPE r [<!ENTITY a "aaaa">]><r/>', 'document type'],
    ['<!ELEMENT r><r/>', 'no sound tag'],
  ])('%s is refused', (text, says) => {
    expect(() => tagsOf(text)).toThrow(says);
  });

  it('take one pass, whatever the text is made of', () => {
    for (const part of ['<', '<a', '<a "', `<a'"`, 'a', ' ', '=', 'a=', '"', '<!--', '<?', '&amp;', '<a:']) {
      const text = `<r b="1" ${part.repeat(500_000)}`;
      const read = () => [...xmlTags(text)].map(({ attribute }) => attribute('a'));
      expect(read).toThrow(FormatError);
      const closed = `<r b='${part.replaceAll("'", '').repeat(500_000)}' ${'c '.repeat(500_000)} a='1'/>`;
      expect([...xmlTags(closed)].map(({ attribute }) => attribute('a'))).toEqual(['1']);
    }
  });
});

describe('CVAT', () => {
  const cvat = (shapes: string, image = 'name="a.png" width="8" height="6"') =>
    textFile(`<annotations><image id="0" ${image}>${shapes}</image></annotations>`);

  it('draws boxes and ellipses, turned ones too', async () => {
    const box = (more = '') => cvat(`<box label="cell" xtl="1" ytl="2" xbr="5" ybr="4"${more}/>`);
    expect((await readIds(box())).ids).toEqual(painted([[1, 2, 5, 4]], 8, 6));
    expect((await readIds(box(' rotation="90.0"'))).ids).toEqual(painted([[2, 1, 4, 5]], 8, 6));
    expect((await readIds(box(' rotation="180"'))).ids).toEqual(painted([[1, 2, 5, 4]], 8, 6));
    const ellipse = (rx: number, ry: number, rotation: number) =>
      readIds(cvat(`<ellipse label="cell" cx="4" cy="3" rx="${rx}" ry="${ry}" rotation="${rotation}"/>`));
    expect(await ellipse(2.9, 1.2, 90)).toEqual(await ellipse(1.2, 2.9, 0));
    expect(await ellipse(2.9, 1.2, 0)).not.toEqual(await ellipse(1.2, 2.9, 0));
  });

  it('turns clockwise, as seen on the screen', async () => {
    // The right end of a lying bar goes down by a turn of 45 degrees.
    const { ids } = await readIds(cvat('<box label="c" xtl="1" ytl="2.5" xbr="7" ybr="3.5" rotation="45"/>'));
    expect([ids[1 * 8 + 2], ids[4 * 8 + 5], ids[1 * 8 + 5], ids[4 * 8 + 2]]).toEqual([1, 1, 0, 0]);
  });

  it('passes over what is commented out', async () => {
    const box = '<box label="cell" xtl="1" ytl="2" xbr="5" ybr="4"/>';
    expect((await readIds(cvat(`${box}<!-- ${box.replace('1', '6')} -->`))).ids).toEqual(painted([[1, 2, 5, 4]], 8, 6));
    expect((await readIds(cvat(''))).ids).toEqual(painted([], 8, 6));
  });

  it('leaves out and notes points, lines and masks', async () => {
    const file = cvat(
      '<box label="c" xtl="1" ytl="2" xbr="5" ybr="4"/><points label="c" points="1,1"/><mask label="c" rle="1"/>',
    );
    expect((await readCheckedLabels(file)).notes.join()).toContain(
      '2 of 3 objects were left out as no cell. Object 2: It is a points',
    );
  });

  it('takes the size of an image only from whole numbers', async () => {
    const box = '<box label="c" xtl="0" ytl="0" xbr="2" ybr="2"/>';
    for (const image of ['name="a.png"', 'width="2.5" height="6"', 'width="" height=""', 'width="-8" height="6"'])
      expect((await readIds(cvat(box, image))).shape).toEqual([2, 2]);
    expect((await refusalOf(cvat(box, 'width="2147483648" height="2147483648"'))).code).toBe('TOO_LARGE');
  });

  it('is refused with the tracks of a video, without images, and with points that are none', async () => {
    expect(
      (
        await refusalOf(
          textFile('<annotations><track id="0"><polygon frame="0" points="1,1;2,2;3,1"/></track></annotations>'),
        )
      ).message,
    ).toContain('Export it as "CVAT for images"');
    expect((await refusalOf(textFile('<annotations></annotations>'))).message).toContain('holds no image');
    for (const points of ['1,1;;2,2;3,1', '1,1;2,2;x,1', '1,1;2,2;3', '1,1;2,2;Infinity,1', '0x1,1;2,2;3,3'])
      expect((await refusalOf(cvat(`<polygon label="c" points="${points}"/>`))).code).toBe('CORRUPT');
    for (const points of ['', '1,1', '1,1;2,2'])
      expect(await verdict(cvat(`<polygon label="c" points="${points}"/>`))).toBeInstanceOf(FormatError);
    expect((await refusalOf(cvat('<box label="c" xtl="1" ytl="" xbr="5" ybr="4"/>'))).code).toBe('CORRUPT');
    expect((await refusalOf(cvat('<ellipse label="c" cx="1" cy="1" rx="5"/>'))).code).toBe('CORRUPT');
  });

  it('names images by the last part of their path', async () => {
    const file = textFile('<annotations><image name="x/a.png"/><image name="y\\b &amp; c.png"/></annotations>');
    expect((await imagesIn(file)).map(({ name }) => name)).toEqual(['a.png', 'b & c.png']);
  });
});

describe('Aperio ImageScope', () => {
  const size = { width: 8, height: 6 };
  const vertices = (...points: readonly (readonly [number | string, number | string])[]) =>
    `<Vertices>${points.map(([x, y]) => `<Vertex X="${x}" Y="${y}"/>`).join('')}</Vertices>`;
  const square = vertices([1, 1], [3, 1], [3, 4], [1, 4]);
  const scope = (...layers: readonly string[]) => textFile(`<Annotations>${layers.join('')}</Annotations>`);
  const layer = (name: string, regions: string) =>
    `<Annotation Id="1" Name="${name}"><Regions>${regions}</Regions></Annotation>`;

  it('draws regions and ellipses given by two corners', async () => {
    expect((await readIds(scope(layer('', `<Region Type="0">${square}</Region>`)), { size })).ids).toEqual(
      painted([[1, 1, 3, 4]], 8, 6),
    );
    const round = await readIds(scope(layer('', `<Region Type="2">${vertices([2, 0], [6, 6])}</Region>`)), { size });
    expect(round.ids.filter((id) => id === 1)).toHaveLength(20);
    expect([round.ids[2], round.ids[3], round.ids[24 + 2]]).toEqual([0, 1, 1]);
  });

  it('calls regions by their layer, of which one is chosen', async () => {
    const file = scope(
      layer('Cell', `<Region Type="0">${square}</Region>`),
      '<Annotation Id="2"><Attributes><Attribute Name="Nucleus" Value=""/></Attributes><Regions>' +
        `<Region Type="0">${vertices([5, 1], [6, 1], [6, 2], [5, 2])}</Region></Regions></Annotation>`,
    );
    expect((await readIds(file, { size, class: 'Nucleus' })).ids).toEqual(
      painted(
        [
          [0, 0, 0, 0],
          [5, 1, 6, 2],
        ],
        8,
        6,
      ),
    );
  });

  it('gives its regions as shapes with their classes, the first numbered 1', () => {
    const far = vertices([100, 1], [103, 1], [103, 4]);
    const file = scope(
      '<Annotation Name=""><Attributes><Attribute Name="Epithelial" Id="0" Value=""/></Attributes>' +
        `<Regions><Region Id="1" Type="0">${square}</Region></Regions></Annotation>`,
      layer(
        'Ambiguous',
        `<Region>${far}</Region><Region>${vertices([4.6, 0.4], [6.6, 0.4], [6.6, 2.4], [4.6, 2.4])}</Region>`,
      ),
    );
    const { objects, notes } = imageScopeObjects(file, size);
    expect(objects.map((one) => [one.id, one.class])).toEqual([
      [1, 'Epithelial'],
      [3, 'Ambiguous'],
    ]);
    expect(notes).toEqual([expect.stringMatching(/^1 of 3 objects was left out as no cell\. Object 2: .*outside/)]);
    const { values } = paintCells(objects.slice(1), size);
    // Whole corners would shift the last square by a pixel: its sides lie at 4.6 and 6.6.
    expect([...values].flatMap((id, at) => (id === 0 ? [] : [at]))).toEqual([5, 6, 13, 14]);
    expect(() => imageScopeObjects(textFile('<annotations/>'), size)).toThrow('begins with <Annotations>');
  });

  it('leaves out and notes rulers, arrows and regions to leave out', async () => {
    const file = scope(
      layer(
        '',
        `<Region Type="0">${square}</Region><Region Type="3">${square}</Region><Region Type="4">${square}</Region><Region NegativeROA="1">${square}</Region>`,
      ),
    );
    expect((await readCheckedLabels(file, { size })).notes.join()).toContain('3 of 4 objects were left out as no cell');
  });

  it('is refused with places that are none, cut off, or with a document type', async () => {
    for (const x of ['', 'x', '1,5', 'NaN', '1e9'])
      expect(
        (await refusalOf(scope(layer('', `<Region>${vertices([1, 1], [3, 1], [x, 4])}</Region>`)), { size })).code,
      ).toBe('CORRUPT');
    const missing = scope(
      layer('', `<Region><Vertices><Vertex X="1"/><Vertex X="2" Y="1"/><Vertex X="2" Y="2"/></Vertices></Region>`),
    );
    expect((await refusalOf(missing, { size })).code).toBe('CORRUPT');
    const bomb = '<Annotations><!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>&b;</Annotations>';
    expect((await refusalOf(textFile(bomb), { size })).code).toBe('UNSAFE');
    expect((await readIds(scope(), { size })).ids).toEqual(painted([], 8, 6));
  });
});
