import { CandidateId, type Image } from '@cellboard/contract';
import { fireEvent, screen } from '@testing-library/react';
import { anImage } from '../../testing/samples.ts';
import { show } from '../../testing/show.tsx';
import { ImageGrid } from './image-grid.tsx';
import { ImagesSearch, imagesSearchDefaults } from './images-search.ts';
import { measureNotes, measureRows } from './image-words.ts';
import { absenceWords, overlayAddress, parseOverlay, type PredictionOverlay, type Overlay } from './overlay.ts';

const candidate = CandidateId.parse('00000000-0000-4000-8000-0000000000aa');
const choice = {
  id: candidate,
  model: 'watershed',
  modelName: 'Watershed',
  candidate: 'default',
  candidateName: 'Default',
};
const prediction: PredictionOverlay = { kind: 'prediction', task: 'nuclei', candidate, name: 'Watershed · Default' };
const truth = { kind: 'truth' } as const;

describe('the address of the images', () => {
  it('keeps what is valid and lets the rest fall back', () => {
    const search = { task: 'nuclei', dataset: 'dsb', type: 'HeLa', modality: 'x', overlay: 'watershed/default' };
    expect(ImagesSearch.parse({ ...search, size: 'small', n: '60', strength: '50' })).toEqual({
      ...imagesSearchDefaults,
      ...search,
      ...{ size: 'small', n: 60, strength: 50 },
    });
    expect(ImagesSearch.parse({ size: 'huge', density: 'medium' })).toMatchObject({ size: '', density: 'medium' });
    expect(ImagesSearch.parse({ n: '5', overlay: 'A B', strength: 'x', task: 'A', dataset: '../' })).toEqual(
      imagesSearchDefaults,
    );
    expect(ImagesSearch.parse({ n: '10001' }).n).toBe(24);
  });
});

describe('overlays', () => {
  const read = (word: string, task = 'nuclei', choices = [choice]) => parseOverlay(word, task, choices);

  it('are read by model and candidate, also by the id of early addresses', () => {
    expect(read('none')).toMatchObject({ overlay: { kind: 'none' }, isMissing: false });
    expect(read('watershed/default')).toMatchObject({ overlay: prediction, isMissing: false });
    expect(read(candidate)).toMatchObject({ overlay: prediction, choice });
  });

  it('are the truth, and said to be missing, where a candidate has no predictions', () => {
    expect(read('watershed/other')).toMatchObject({ overlay: truth, isMissing: true });
    expect(read('watershed/default', 'nuclei', [])).toMatchObject({ overlay: truth, isMissing: true });
    expect(read('watershed/default', '')).toMatchObject({ overlay: truth, isMissing: true });
  });

  it('have their pictures at the addresses of the contract', () => {
    const image = anImage(7);
    expect(overlayAddress(image, { kind: 'none' })).toBeNull();
    expect(overlayAddress(image, truth)).toBe(`/api/v1/images/${image.id}/truth.webp`);
    expect(overlayAddress(anImage(7, { cellCount: null }), truth)).toBeNull();
    expect(overlayAddress(image, prediction)).toBe(`/api/v1/images/${image.id}/predictions/nuclei/${candidate}.webp`);
  });
});

describe('an image without a prediction', () => {
  const scored = { ...prediction, scored: new Set(['cells']) };
  it.each<[string, [PredictionOverlay, number | null], string]>([
    ['is scored as empty', [scored, 2], 'No prediction was submitted for this image; it is scored as empty.'],
    ['is not scored without a truth', [scored, null], 'No prediction was submitted for this image.'],
    ['promises nothing while the scores load', [prediction, 2], 'No prediction was submitted for this image.'],
    [
      'is one of a dataset that is not scored',
      [{ ...prediction, scored: new Set(['others']) }, 2],
      'No predictions were submitted for this dataset.',
    ],
  ])('%s', (_what, [overlay, cellCount], words) => {
    expect(absenceWords(anImage(1, { cellCount }), overlay)).toBe(words);
  });
});

describe('the grid', () => {
  const grid = (images: readonly Image[], overlay: Overlay = truth, isBusy = false) =>
    show(<ImageGrid {...{ images, overlay, isBusy }} strength={80} search={{ n: 60 }} />);

  it('shows each image with its overlay, count and name, as a way to a larger view', () => {
    grid([anImage(1), anImage(2, { object: 'cell' })], prediction);
    const links = screen.getAllByRole('link');
    expect(links.map(({ textContent }) => textContent)).toEqual([
      '1 nucleus · fluorescence: open image_1',
      '2 cells · fluorescence: open image_2',
    ]);
    expect(links[0]?.getAttribute('href')).toBe('/images/cells/image_1?n=60');
    const pictures = document.querySelectorAll('img');
    expect(pictures).toHaveLength(4);
    expect([...pictures].every((picture) => picture.getAttribute('loading') === 'lazy')).toBe(true);
  });

  it('says where an image has no truth, and asks for none', () => {
    grid([anImage(1, { cellCount: null })]);
    expect(document.querySelector('.tile-without')?.textContent).toBe('no truth');
    expect(screen.getByRole('link', { name: /^no truth · fluorescence/ })).toBeTruthy();
    expect(document.querySelectorAll('img')).toHaveLength(1);
  });

  it('is grey until a picture has come', () => {
    grid([anImage(1)], { kind: 'none' });
    const picture = screen.getByRole('img');
    expect(picture.dataset['loaded']).toBeUndefined();
    fireEvent.load(picture);
    expect(picture.dataset['loaded']).toBe('true');
  });

  it('says that others are on their way', () => {
    grid([anImage(1)], truth, true);
    expect(screen.getByRole('list').getAttribute('aria-busy')).toBe('true');
  });

  it('offers another try where a picture is broken, and hides its overlay until then', async () => {
    const { visitor } = grid([anImage(1)]);
    fireEvent.error(screen.getByRole('img', { name: 'image_1: HeLa, fluorescence' }));
    expect(document.querySelectorAll('img')).toHaveLength(0);
    await visitor.click(screen.getByRole('button', { name: /Image not loaded .*Try again/ }));
    expect(screen.getByRole('img').getAttribute('src')).toMatch(/thumbnail\.webp\?attempt=1$/);
    expect(document.querySelectorAll('img')).toHaveLength(2);
  });

  it('keeps the image where only the overlay is broken', () => {
    grid([anImage(1)]);
    const overlay = document.querySelector('.picture-overlay');
    if (!overlay) throw new Error('There is no overlay.');
    fireEvent.error(overlay);
    expect(screen.getByRole('img', { name: /image_1/ })).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Overlay not loaded. Try again' })).toBeTruthy();
  });
});

it('what was measured has words, and what is not defined has none', () => {
  const intensities = [
    { p1: 10, p50: 20.5, p99: 4000 },
    { p1: 0, p50: 1, p99: 2 },
  ];
  const figures = { density: 1234.5, covered: 0.256, contrast: 0.5, sharpness: null, intensities };
  const measures = { diameterPx: 17.25, diameterUm: 8.625, ...figures };
  expect(measureRows(anImage(2, { measures }))).toEqual([
    ['Median cell diameter', '17.3 px (8.63 µm)'],
    ['Density', '1,234.5 per megapixel'],
    ['Covered by cells', '25.6 %'],
    ['Contrast', '0.5'],
    ['Intensity, channel 1', 'median 20.5, 98 % from 10 to 4,000'],
    ['Intensity, channel 2', 'median 1, 98 % from 0 to 2'],
  ]);
  expect(measureNotes(anImage(2, { measures }))).toEqual([expect.stringMatching(/^Contrast: how far/)]);
  expect(measureRows(anImage(2))).toEqual([]);
});
