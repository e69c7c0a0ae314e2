import { CandidateId } from '@cellboard/contract';
import { act, fireEvent, screen } from '@testing-library/react';
import { anImage } from '../../testing/samples.ts';
import { show } from '../../testing/show.tsx';
import { GalleryControls } from './gallery-controls.tsx';
import { GallerySearch, gallerySearchDefaults } from './gallery-search.ts';
import { ImageGrid } from './image-grid.tsx';
import { overlayAddress, parseOverlay, type Overlay } from './overlay.ts';

const candidate = CandidateId.parse('00000000-0000-4000-8000-0000000000aa');
const overlays = [{ id: candidate, model: 'Watershed', candidate: 'Default' }];
const prediction: Overlay = { kind: 'prediction', task: 'nuclei', candidate, name: 'Watershed · Default' };

describe('the address of a gallery', () => {
  it('keeps what is valid and lets the rest fall back', () => {
    expect(GallerySearch.parse({ task: 'nuclei', type: 'HeLa', n: '60', overlay: 'none', strength: '50' })).toEqual({
      task: 'nuclei',
      type: 'HeLa',
      n: 60,
      overlay: 'none',
      strength: 50,
    });
    expect(GallerySearch.parse({ n: '5', overlay: 'A B', strength: 'x' })).toEqual(gallerySearchDefaults);
    expect(GallerySearch.parse({ n: '201' }).n).toBe(24);
  });
});

describe('overlays', () => {
  it('reads the chosen overlay, and falls back to the truth where a candidate has no predictions', () => {
    expect(parseOverlay('none', 'nuclei', overlays)).toEqual({ kind: 'none' });
    expect(parseOverlay(candidate, 'nuclei', overlays)).toEqual(prediction);
    expect(parseOverlay(candidate, 'nuclei', [])).toEqual({ kind: 'truth' });
    expect(parseOverlay(candidate, '', overlays)).toEqual({ kind: 'truth' });
  });

  it('knows where each picture lies', () => {
    const image = anImage(7);
    expect(overlayAddress(image, { kind: 'none' })).toBeNull();
    expect(overlayAddress(image, { kind: 'truth' })).toBe(`/files/images/${image.id}/truth.webp`);
    expect(overlayAddress(image, prediction)).toBe(`/files/images/${image.id}/predictions/nuclei/${candidate}.webp`);
  });
});

describe('the grid', () => {
  it('shows each image with its overlay, name, cell type and count', () => {
    show(<ImageGrid images={[anImage(1), anImage(2)]} overlay={prediction} strength={80} />);
    expect(screen.getAllByRole('listitem')).toHaveLength(2);
    expect(screen.getByText('nuclei · 1 cell')).toBeTruthy();
    expect(screen.getByText('nuclei · 2 cells')).toBeTruthy();
    const pictures = document.querySelectorAll('img');
    expect(pictures).toHaveLength(4);
    expect([...pictures].every((picture) => picture.getAttribute('loading') === 'lazy')).toBe(true);
  });

  it('offers another try where a picture is broken, and hides its overlay until then', async () => {
    const { visitor } = show(<ImageGrid images={[anImage(1)]} overlay={{ kind: 'truth' }} strength={80} />);
    fireEvent.error(screen.getByRole('img', { name: 'image_1: nuclei, fluorescence' }));
    expect(document.querySelectorAll('img')).toHaveLength(0);
    await visitor.click(screen.getByRole('button', { name: /Image not loaded .*Try again/ }));
    expect(screen.getByRole('img').getAttribute('src')).toMatch(/thumbnail\.webp\?attempt=1$/);
    expect(document.querySelectorAll('img')).toHaveLength(2);
  });

  it('keeps the image where only the overlay is missing', () => {
    show(<ImageGrid images={[anImage(1)]} overlay={{ kind: 'truth' }} strength={80} />);
    const overlay = document.querySelector('.tile-overlay');
    if (!overlay) throw new Error('There is no overlay.');
    fireEvent.error(overlay);
    expect(screen.getByRole('img', { name: /image_1/ })).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Overlay missing. Try again' })).toBeTruthy();
  });
});

describe('the controls', () => {
  const page = {
    cellTypes: [
      { cellType: 'HeLa', images: 3 },
      { cellType: 'nuclei', images: 5 },
    ],
    overlays,
  };
  const labels = (name: string): string[] =>
    [...screen.getByRole<HTMLSelectElement>('combobox', { name }).options].map((option) => option.label);

  function controls(search: Partial<GallerySearch> = {}) {
    const changes: Partial<GallerySearch>[] = [];
    const shown = show(
      <GalleryControls
        page={page}
        search={{ ...gallerySearchDefaults, ...search }}
        onChange={(change) => changes.push(change)}
      >
        {null}
      </GalleryControls>,
    );
    return { ...shown, changes };
  }

  it('offers cell types with their counts and every candidate as overlay', () => {
    controls();
    expect(labels('Cell type')).toEqual(['All (8)', 'HeLa (3)', 'nuclei (5)']);
    expect(labels('Overlay')).toEqual(['None', 'Ground truth', 'Watershed · Default']);
  });

  it('keeps a cell type without images visible as what was asked for', () => {
    controls({ type: 'neuron' });
    expect(labels('Cell type')).toContain('neuron (0)');
    expect(screen.getByRole<HTMLSelectElement>('combobox', { name: 'Cell type' }).value).toBe('neuron');
  });

  it('changes the number of images by keyboard on the slider and by typing', async () => {
    const { visitor, changes } = controls();
    act(() => {
      screen.getByRole('slider', { name: 'Images shown' }).focus();
    });
    await visitor.keyboard('{ArrowRight}');
    expect(changes).toEqual([{ n: 25 }]);
    const field = screen.getByRole('textbox', { name: 'Images shown, as a number' });
    await visitor.clear(field);
    await visitor.type(field, '500{Enter}');
    expect(changes.at(-1)).toEqual({ n: 200 });
  });
});
