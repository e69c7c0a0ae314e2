import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { encodeLabels } from '@cellboard/formats/node';
import { emptyLabelImage } from '@cellboard/labels';
import type { DatasetEntry, DatasetTags } from '../entries/dataset-entry.ts';
import { DatasetError } from '../entries/dataset-error.ts';
import { readFolder, type FolderSource } from './folder-layout.ts';
import { layouts } from '../layouts.ts';
import { noTags } from '../layouts/layout.fixture.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cellboard-datasets-'));
  for (const side of ['images', 'labels']) await mkdir(join(folder, side));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const at = (...parts: string[]) => join(folder, ...parts);
const picture = (height: number, width: number) => encodeLabels(emptyLabelImage(height, width).pixels);
const nucleus = { cellType: { text: 'nucleus' }, modality: { text: 'fluorescence' } };

async function put(name: string, bytes: Uint8Array | string | Promise<Uint8Array>): Promise<void> {
  await writeFile(at(name), await bytes);
}

async function read(source: Partial<FolderSource> = {}): Promise<DatasetEntry[]> {
  const entries: DatasetEntry[] = [];
  for await (const entry of readFolder({ images: at('images'), labels: at('labels'), tags: nucleus, ...source }))
    entries.push(entry);
  return entries;
}

async function defects(source: Partial<FolderSource> = {}): Promise<[string, string][]> {
  return (await read(source)).flatMap((entry) =>
    entry.kind === 'defect' ? [[entry.name, entry.message] as [string, string]] : [],
  );
}

async function withManifest(
  text: string,
  tags: FolderSource['tags'] = nucleus,
  idColumn = 'id',
): Promise<Partial<FolderSource>> {
  await put('manifest.csv', text);
  return { manifest: { file: at('manifest.csv'), idColumn }, tags };
}

async function tagsOf(source: Partial<FolderSource>): Promise<Record<string, DatasetTags>> {
  return Object.fromEntries(
    (await read(source)).flatMap((entry) => (entry.kind === 'image' ? [[entry.name, entry.tags]] : [])),
  );
}

async function putImages(...names: string[]): Promise<void> {
  for (const name of names) {
    await put(`images/${name}.png`, picture(2, 3));
    await put(`labels/${name}.png`, picture(2, 3));
  }
}

describe('two folders', () => {
  it('give every image with its truth and tags, in the order of names', async () => {
    await putImages('b', 'a');
    await put('images/c.tif', picture(4, 4));
    await put('labels/c_masks.png', picture(4, 4));
    await put('images/notes.txt', 'not an image');
    const tags = { ...noTags, cellType: 'nucleus', modality: 'fluorescence' };
    expect(await read()).toEqual([
      { kind: 'image', name: 'a', imagePath: at('images/a.png'), truthPath: at('labels/a.png'), truthChoice: {}, tags },
      { kind: 'image', name: 'b', imagePath: at('images/b.png'), truthPath: at('labels/b.png'), truthChoice: {}, tags },
      {
        kind: 'image',
        name: 'c',
        imagePath: at('images/c.tif'),
        truthPath: at('labels/c_masks.png'),
        truthChoice: {},
        tags,
      },
    ]);
  });

  it('list files without a partner, and those that could belong to several', async () => {
    await putImages('a');
    await put('images/only-image.png', picture(2, 3));
    await put('labels/only-label.png', picture(2, 3));
    await put('labels/a_masks.png', picture(2, 3));
    expect(await defects()).toEqual([
      ['only-image', expect.stringContaining(`${at('images/only-image.png')} has no label image`)],
      ['only', expect.stringContaining(`${at('labels/only-label.png')} has no image`)],
      ['a', expect.stringContaining('a.png, a.png, a_masks.png')],
    ]);
  });

  it('list images whose files are of different sizes or no images', async () => {
    await putImages('broken', 'text');
    await put('labels/broken.png', (await picture(2, 3)).subarray(0, 20));
    await put('images/text.png', 'not an image');
    await put('images/wide.png', picture(2, 4));
    await put('labels/wide.png', picture(2, 3));
    await put('labels/gone.png', picture(2, 3));
    await symlink(at('nowhere.png'), at('images/gone.png'));
    expect(await defects()).toEqual([
      ['broken', expect.stringContaining(at('labels/broken.png'))],
      ['gone', expect.stringContaining('cannot be read: it does not exist')],
      ['text', expect.stringContaining('The file is text that begins with "not')],
      ['wide', expect.stringContaining('The image is 4×2 pixels (width × height), but its label image is 3×2.')],
    ]);
  });

  it.each(['images', 'labels'] as const)('are refused where the folder of %s is not there', async (side) => {
    const refused = read({ [side]: at('nowhere') });
    await expect(refused).rejects.toThrow(DatasetError);
    await expect(refused).rejects.toMatchObject({
      code: 'FOLDER_UNREADABLE',
      message: expect.stringContaining(at('nowhere')) as string,
    });
  });

  it('give images without truth where they are wanted, in the order of names', async () => {
    await putImages('b');
    await put('images/a.png', picture(4, 4));
    await put('images/c.png', 'not an image');
    expect(await read({ withoutTruth: true })).toMatchObject([
      { kind: 'image', name: 'a', imagePath: at('images/a.png'), truthPath: null },
      { kind: 'image', name: 'b', truthPath: at('labels/b.png') },
      { kind: 'defect', name: 'c' },
    ]);
    expect(await read({ withoutTruth: true, labels: null })).toMatchObject([
      { kind: 'image', name: 'a', truthPath: null },
      { kind: 'image', name: 'b', truthPath: null },
      { kind: 'defect', name: 'c' },
    ]);
  });

  it('list label images without an image, also where images without truth are wanted', async () => {
    await putImages('a');
    await put('labels/b.png', picture(2, 3));
    expect(await defects({ withoutTruth: true })).toEqual([['b', expect.stringContaining('has no image')]]);
  });

  it('are refused where one is a file', async () => {
    await put('file', '');
    await expect(read({ labels: at('file') })).rejects.toThrow('it is a file');
  });

  it('are a layout of their own, with tags in the words of the vocabulary and notes on what it does not know', async () => {
    await putImages('a', 'b');
    const tags = { cellType: { text: 'blobs' }, modality: { text: 'bright-field' }, tissue: { text: 'lymph nodes' } };
    const found: DatasetEntry[] = [];
    for await (const entry of layouts.folder.read({ images: at('images'), labels: at('labels'), tags }))
      found.push(entry);
    const said = { cellType: 'not stated', modality: 'brightfield', tissue: 'lymph node' };
    expect(found).toMatchObject([
      { name: 'a', tags: said },
      { name: 'b', tags: said },
      {
        kind: 'note',
        name: 'blobs',
        message: expect.stringMatching(/^Stated for 2 images. The cell type "blobs" is/) as string,
      },
    ]);
  });
});

describe('a manifest', () => {
  it.each([
    ['CRLF before LF', 'id,note,cell\r\na,,one\nb,"several\nlines","two, or more"\r\n'],
    ['LF before CRLF', 'id,note,cell\na,,one\r\nb,"several\nlines","two, or more"\n'],
    ['CRLF alone', 'id,note,cell\r\na,,one\r\nb,"several\nlines","two, or more"\r\n'],
    ['CR alone', 'id,note,cell\ra,,one\rb,"several\nlines","two, or more"\r'],
  ])('is read whatever its lines end with: %s', async (_, text) => {
    await putImages('a', 'b');
    const source = await withManifest(text, { ...nucleus, cellType: { column: 'cell' } });
    expect(await defects(source)).toEqual([]);
    expect(await tagsOf(source)).toMatchObject({ a: { cellType: 'one' }, b: { cellType: 'two, or more' } });
  });

  it('gives tags by column, with the same words for all before them', async () => {
    await putImages('a', 'b');
    const text = 'id,type,organ,um,film,t,part\na,fluorescence-small,liver,0.5,m 1,7,fold 2\nb.png,he-pink,,,,,\n';
    const source = await withManifest(text, {
      cellType: { text: 'nucleus', column: 'type' },
      modality: { column: 'type' },
      stain: { text: 'DAPI' },
      tissue: { column: 'organ' },
      pixelSizeUm: { column: 'um' },
      cluster: { column: 'film' },
      clusterKind: { text: 'movie' },
      planeT: { column: 't' },
      split: { column: 'part' },
    });
    expect(await tagsOf(source)).toEqual({
      a: {
        cellType: 'nucleus (fluorescence-small)',
        modality: 'fluorescence-small',
        stain: 'DAPI',
        tissue: 'liver',
        pixelSizeUm: 0.5,
        cluster: { kind: 'movie', key: 'm 1' },
        split: 'fold 2',
        planeZ: null,
        planeT: 7,
      },
      b: { ...noTags, cellType: 'nucleus (he-pink)', modality: 'he-pink', stain: 'DAPI' },
    });
  });

  it.each([
    ['semicolons', 'id;type\na;b,c\n'],
    ['tabs', 'id\ttype\na\tb,c\n'],
    ['quotes', 'id,type\n"a","b,c"\n'],
    ['a byte order mark and Windows line ends', '\uFEFFid,type\r\na,"b,c"\r\n'],
  ])('may be written with %s', async (_, text) => {
    await putImages('a');
    expect(await tagsOf(await withManifest(text, { ...nucleus, cellType: { column: 'type' } }))).toMatchObject({
      a: { cellType: 'b,c' },
    });
  });

  it('lists lines that cannot be used, with their numbers, and images without a line', async () => {
    await putImages('a', 'b', 'c', 'd');
    const tags = { ...nucleus, pixelSizeUm: { column: 'um' } };
    expect(await defects(await withManifest('id,um\na,1\na,2\nb\n,3\nc,wide\n', tags))).toEqual([
      ['line 3', expect.stringContaining('describes a, as line 2 already does')],
      ['line 4', expect.stringContaining('has 1 columns, but the first line has 2')],
      ['line 5', expect.stringContaining('The column "id" is empty')],
      ['b', expect.stringContaining('no line for it')],
      ['c', expect.stringMatching(/pixel size .*line 6 of the manifest/)],
      ['d', expect.stringContaining('no line for it')],
    ]);
  });

  it('has to state a cell type where no option does', async () => {
    await putImages('a');
    expect(await defects(await withManifest('id,type\na,\n', { ...nucleus, cellType: { column: 'type' } }))).toEqual([
      ['a', expect.stringContaining('Its cell type is missing')],
    ]);
  });

  it.each([
    ['has no such column', 'name,type\na,b\n', 'COLUMN_NOT_FOUND', 'Its columns are name, type.'],
    ['is not CSV', 'id,type\n"a,b\n', 'MANIFEST_UNREADABLE', 'not valid CSV'],
    ['is empty', '', 'COLUMN_NOT_FOUND', 'no column "id"'],
  ])('is refused as a whole where it %s', async (...[, text, code, words]) => {
    await expect(read(await withManifest(text))).rejects.toMatchObject({
      code,
      message: expect.stringContaining(words) as string,
    });
  });

  it('is refused where a tag’s column is missing, is not UTF-8, or is not there', async () => {
    await expect(read(await withManifest('id\na\n', { ...nucleus, stain: { column: 'dye' } }))).rejects.toThrow(
      'no column "dye"',
    );
    await writeFile(at('manifest.csv'), Buffer.from('id\nZ\xe4hler\n', 'latin1'));
    const manifest = { file: at('manifest.csv'), idColumn: 'id' };
    await expect(read({ manifest })).rejects.toThrow('Save it as "CSV UTF-8".');
    await expect(read({ manifest: { ...manifest, file: at('nowhere.csv') } })).rejects.toMatchObject({
      code: 'MANIFEST_UNREADABLE',
    });
  });
});

const dsb = fileURLToPath(new URL('../../../../../shared/data/dsb2018', import.meta.url));
if (!existsSync(dsb)) console.warn(`Skipped: DSB2018 is not at ${dsb}.`);
(existsSync(dsb) ? it : it.skip)('reads the 475 images of DSB2018 without a defect', async () => {
  const entries = await read({
    images: join(dsb, 'images'),
    labels: join(dsb, 'labels'),
    manifest: { file: join(dsb, 'manifest.csv'), idColumn: 'id' },
    tags: { cellType: { text: 'nucleus', column: 'type' }, modality: { column: 'type' } },
  });
  expect(entries.filter(({ kind }) => kind === 'defect')).toEqual([]);
  expect(entries).toHaveLength(475);
});
