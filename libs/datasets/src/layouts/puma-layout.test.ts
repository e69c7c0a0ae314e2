import { itReadsPairs } from '../pairs/pairs.fixture.ts';
import { publishedLayouts } from '../layouts.ts';
import { Dataset, png, truthRows, type Rows } from './layout.fixture.ts';

const { puma } = publishedLayouts;

/** 6×4 pixels. */
const image: Rows = Array.from({ length: 4 }, () => [9, 9, 9, 9, 9, 9]);

/** A nucleus over whole pixels, from its upper left corner to its lower right one. */
const box = (name: string, [left, top, right, bottom]: readonly [number, number, number, number]) => ({
  type: 'Feature',
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [left, top],
        [right, top],
        [right, bottom],
        [left, bottom],
        [left, top],
      ],
    ],
  },
  properties: { objectType: 'annotation', classification: { name, color: [1, 2, 3] } },
});
const geojson = (...features: unknown[]) => JSON.stringify({ type: 'FeatureCollection', features });

const first = geojson(
  box('nuclei_tumor', [0, 0, 3, 2]),
  box('nuclei_lymphocyte', [2, 0, 4, 1]),
  box('nuclei_apoptosis', [4, 2, 6, 4]),
);

const images = '01_training_dataset_tif_ROIs';
const nuclei = '01_training_dataset_geojson_nuclei';
const files = () => ({
  [`${images}/training_set_primary_roi_001.tif`]: png(image),
  [`${nuclei}/training_set_primary_roi_001_nuclei.geojson`]: first,
  [`${images}/training_set_metastatic_roi_103.tiff`]: png(image),
  [`${nuclei}/training_set_metastatic_roi_103_nuclei.geojson`]: geojson(),
  '01_training_dataset_geojson_tissue/training_set_primary_roi_001_tissue.geojson': geojson(
    box('tissue_tumor', [0, 0, 6, 4]),
  ),
});

describe('PUMA', () => {
  itReadsPairs({
    id: 'puma',
    files,
    cells: { training_set_primary_roi_001: 3, training_set_metastatic_roi_103: 0 },
    name: 'training_set_primary_roi_001',
    image: `${images}/training_set_primary_roi_001.tif`,
    truth: `${nuclei}/training_set_primary_roi_001_nuclei.geojson`,
    // Outlines have no size: these lie outside the image, as those of another image would.
    otherSize: geojson(box('nuclei_tumor', [100, 100, 130, 120])),
  });

  it('takes the outlines where they are, the later one keeps what two claim, and classes are no matter', async () => {
    await using dataset = await Dataset.make(files());
    const found = await dataset.read(puma, { part: 'primary' });
    expect(Object.keys(found.images)).toEqual(['training_set_primary_roi_001']);
    expect(await truthRows(found, 'training_set_primary_roi_001')).toEqual([
      [1, 1, 2, 2, 0, 0],
      [1, 1, 1, 0, 0, 0],
      [0, 0, 0, 0, 3, 3],
      [0, 0, 0, 0, 3, 3],
    ]);
    expect(found.notes).toEqual([['training_set_primary_roi_001', 'Cells overlap in 1 pixel.']]);
    expect(found.images['training_set_primary_roi_001']?.tags).toMatchObject({
      cellType: 'not stated',
      stain: 'H&E',
      tissue: 'melanoma',
      pixelSizeUm: 0.23,
      split: 'train',
    });
  });

  it('keeps a nucleus of one class that lies within those of another', async () => {
    const inner = geojson(box('nuclei_tumor', [0, 0, 6, 4]), box('nuclei_lymphocyte', [1, 1, 3, 3]));
    await using dataset = await Dataset.make({
      ...files(),
      [`${nuclei}/training_set_primary_roi_001_nuclei.geojson`]: inner,
    });
    const found = await dataset.read(puma, { part: 'primary' });
    expect(found.images['training_set_primary_roi_001']?.cells).toBe(2);
  });

  it('leaves out and tells what lies outside the image or has no area', async () => {
    const shifted = geojson(box('nuclei_tumor', [1, 1, 3, 3]), box('nuclei_tumor', [300, 1, 303, 3]), {
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [1, 1] },
      properties: {},
    });
    await using dataset = await Dataset.make({
      ...files(),
      [`${nuclei}/training_set_primary_roi_001_nuclei.geojson`]: shifted,
    });
    const found = await dataset.read(puma, { part: 'primary' });
    expect(found.images['training_set_primary_roi_001']?.cells).toBe(1);
    expect(found.notes.map(([, message]) => message)).toEqual([
      expect.stringContaining('1 of 3 objects was left out as no cell. Feature 3'),
      expect.stringContaining('lies outside the image of 6×4 pixels'),
    ]);
  });

  it('takes parts that lie apart for nuclei of their own', async () => {
    const ring = (corners: readonly [number, number, number, number]) => box('', corners).geometry.coordinates;
    const apart = {
      ...box('nuclei_tumor', [0, 0, 1, 1]),
      geometry: { type: 'MultiPolygon', coordinates: [ring([0, 0, 2, 2]), ring([4, 2, 6, 4])] },
    };
    await using dataset = await Dataset.make({
      ...files(),
      [`${nuclei}/training_set_primary_roi_001_nuclei.geojson`]: geojson(apart, box('nuclei_tumor', [3, 0, 4, 1])),
    });
    const found = await dataset.read(puma, { part: 'primary' });
    expect(found.images['training_set_primary_roi_001']?.cells).toBe(3);
    expect(found.notes).toEqual([
      ['training_set_primary_roi_001', expect.stringContaining('One outline holds 2 parts that lie apart')],
    ]);
  });

  it('refuses outlines in fractions of the sides, which leave no pixel', async () => {
    await using dataset = await Dataset.make({
      ...files(),
      [`${nuclei}/training_set_primary_roi_001_nuclei.geojson`]: geojson(box('nuclei_tumor', [0.1, 0.1, 0.4, 0.4])),
    });
    const { defects } = await dataset.read(puma, { part: 'primary' });
    expect(defects).toEqual([['training_set_primary_roi_001', expect.stringContaining('outline holds no pixel')]]);
  });
});
