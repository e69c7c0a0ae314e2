import { Dataset, type Contents } from '../layouts/layout.fixture.ts';
import { publishedLayouts } from '../layouts.ts';
import { provenanceOf } from '../provenance.ts';
import type { LayoutSource } from '../entries/layout-entry.ts';

/** A small dataset of image files and label files, and what its reader has to find in it. */
export interface PairSample {
  /** Of its layout. */
  readonly id: string;
  readonly files: () => Readonly<Record<string, Contents | Promise<Contents>>>;
  /** Cells of each image, by name. */
  readonly cells: Readonly<Record<string, number>>;
  /** Name of one image, and its two files. */
  readonly name: string;
  readonly image: string;
  readonly truth: string;
  /** A truth of another size than the image. */
  readonly otherSize: Contents | Promise<Contents>;
  readonly source?: Partial<LayoutSource>;
  /** The image is left out with a note where its label file is missing. */
  readonly mayLackTruth?: true;
}

/** What holds for every dataset of pairs, however its files are named. */
export function itReadsPairs(sample: PairSample): void {
  const layout = publishedLayouts[sample.id];
  const { files, name, image, truth, source = {} } = sample;
  const read = async (changed: (path: string) => string | null, more = {}) => {
    const kept = Object.entries(files()).flatMap(([path, bytes]) => {
      const moved = changed(path);
      return moved === null ? [] : [[moved, bytes] as const];
    });
    await using dataset = await Dataset.make({ ...Object.fromEntries(kept), ...more });
    const found = await dataset.read(layout, source);
    return { ...found, cells: Object.fromEntries(Object.entries(found.images).map(([key, one]) => [key, one.cells])) };
  };

  it('finds every pair', async () => {
    const { cells, defects } = await read((path) => path);
    expect({ cells, defects }).toEqual({ cells: sample.cells, defects: [] });
  });

  it('finds them in more folders too, and leaves out what a Mac adds', async () => {
    const more = { '__MACOSX/unpacked/._x.tif': 'resource fork', 'unpacked/here/.DS_Store': 'view' };
    const { cells, defects } = await read((path) => `unpacked/here/${path}`, more);
    expect({ cells, defects }).toEqual({ cells: sample.cells, defects: [] });
  });

  it('names the files that its truth is from', async () => {
    await using dataset = await Dataset.make(files());
    const { files: rows } = await provenanceOf(sample.id, { root: dataset.root, ...source });
    expect(rows.map((row) => row.name).join()).toContain('label file');
  });

  it('lists an image whose label file is missing', async () => {
    const { cells, defects, notes } = await read((path) => (path === truth ? null : path), {
      [truth.replace(/[^/]*$/, 'notes.md')]: 'text',
    });
    expect(cells[name]).toBeUndefined();
    if (sample.mayLackTruth) expect(notes.map(([, message]) => message).join()).toContain('without a truth');
    else expect(defects).toEqual([[name, expect.stringContaining(`${image} has no label image`)]]);
  });

  it('lists a label file whose image is missing', async () => {
    const { cells, defects } = await read((path) => (path === image ? null : path));
    expect(cells[name]).toBeUndefined();
    expect(defects).toEqual([[name, expect.stringContaining(`${truth} has no image`)]]);
  });

  it('does not choose between two copies', async () => {
    const { defects } = await read((path) => path, { [`copy/${image}`]: await (files()[image] ?? '') });
    expect(defects).toEqual([[name, expect.stringContaining('Several files may belong together')]]);
  });

  it('lists an image whose truth has another size or is damaged', async () => {
    const bytes = Buffer.from(await (files()[truth] ?? ''));
    const cases = { size: sample.otherSize, cut: bytes.subarray(0, Math.floor(bytes.length / 2)), text: 'no labels' };
    for (const wrong of Object.values(cases)) {
      const { cells, defects } = await read((path) => path, { [truth]: await wrong });
      expect(cells[name]).toBeUndefined();
      expect(defects).toEqual([[name, expect.any(String)]]);
    }
  });

  it('is refused where it does not lie, or the part is not there', async () => {
    await using empty = await Dataset.make({ 'a.png': 'nothing' });
    await expect(empty.read(layout, source)).rejects.toMatchObject({ code: 'LAYOUT_NOT_FOUND' });
    await using dataset = await Dataset.make(files());
    await expect(dataset.read(layout, { ...source, part: 'no such part' })).rejects.toThrow('no part "no such part"');
  });
}
