import { CandidateId } from '@cellboard/contract';
import { act, screen, within } from '@testing-library/react';
import { useState, type ReactNode } from 'react';
import { anImage } from '../../testing/samples.ts';
import { show } from '../../testing/show.tsx';
import { ImageControls } from './image-controls.tsx';
import { imagesSearchDefaults, type ImagesSearch } from './images-search.ts';

const choice = {
  id: CandidateId.parse('00000000-0000-4000-8000-0000000000aa'),
  model: 'watershed',
  modelName: 'Watershed',
  candidate: 'default',
  candidateName: 'Default',
};

describe('the controls', () => {
  const page = {
    cellTypes: [
      { cellType: 'HeLa', images: 3, picture: anImage(1).id },
      { cellType: 'nuclei', images: 5, picture: anImage(2).id },
    ],
    modalities: [{ modality: 'fluorescence', images: 8 }],
    facets: [
      { facet: 'density' as const, value: 'dense', images: 5 },
      { facet: 'size' as const, value: 'large', images: 2 },
      { facet: 'size' as const, value: 'small', images: 6 },
      { facet: 'stain' as const, value: 'DAPI', images: 4 },
    ],
    overlays: [choice],
  };
  const labels = (name: string): string[] =>
    [...screen.getByRole<HTMLSelectElement>('combobox', { name }).options].map((option) => option.label);

  function controls(search: Partial<ImagesSearch> = {}, isLoading = false) {
    const changes: Partial<ImagesSearch>[] = [];
    function Page(): ReactNode {
      const [now, setNow] = useState({ ...imagesSearchDefaults, ...search });
      return (
        <ImageControls
          page={isLoading ? undefined : page}
          search={now}
          missing="Model · Gone"
          onChange={(change) => {
            changes.push(change);
            setNow({ ...now, ...change });
          }}
        >
          {null}
        </ImageControls>
      );
    }
    return { ...show(<Page />), changes };
  }
  const slider = (name: string): HTMLElement => screen.getByRole('slider', { name });

  it('offer kinds of images with their counts and every candidate as overlay', () => {
    controls();
    expect(labels('Imaging')).toEqual(['Any', 'fluorescence (8)']);
    expect(labels('Overlay')).toEqual(['None', 'Truth', 'Watershed · Default']);
  });

  it('offer what else is known of the images, measures in words with their bounds, and what is not known', async () => {
    const { visitor, changes } = controls();
    expect(labels('Stain')).toEqual(['Any', 'DAPI (4)']);
    expect(labels('Cell size')).toEqual(['Any', 'small: under 16 px (6)', 'large: 32 px or more (2)']);
    expect(labels('Density')).toEqual(['Any', 'dense: 1,000 per megapixel or more (5)']);
    expect(labels('Tissue')).toEqual(['Not stated']);
    expect(labels('Contrast')).toEqual(['Not measured']);
    expect(screen.getByRole<HTMLSelectElement>('combobox', { name: 'Tissue' }).disabled).toBe(true);
    await visitor.selectOptions(screen.getByRole('combobox', { name: 'Cell size' }), 'small');
    expect(changes).toEqual([{ size: 'small' }]);
  });

  it('offer cell types with a picture each', async () => {
    const { visitor, changes } = controls();
    await visitor.click(screen.getByRole('combobox', { name: 'Cell type' }));
    const options = within(screen.getByRole('listbox')).getAllByRole('option');
    expect(options.map((option) => option.textContent)).toEqual(['Any', 'HeLa (3)', 'nuclei (5)']);
    expect(options[1]?.querySelector('img')?.getAttribute('src')).toMatch(/thumbnail\.webp\?side=160$/);
    await visitor.click(screen.getByRole('option', { name: 'nuclei (5)' }));
    expect(changes).toEqual([{ type: 'nuclei' }]);
  });

  it('sort by scores where there are some, and group', async () => {
    const { visitor, changes } = controls();
    await visitor.selectOptions(screen.getByRole('combobox', { name: 'Sort by' }), 'worst');
    await visitor.click(screen.getByRole('checkbox', { name: 'Group by cell type' }));
    await visitor.selectOptions(screen.getByRole('combobox', { name: 'Sort by' }), 'random');
    await visitor.click(screen.getByRole('button', { name: 'Shuffle again' }));
    expect(changes).toEqual([
      { sort: 'worst', by: 'watershed/default' },
      { group: 'type' },
      { sort: 'random' },
      { seed: 2 },
    ]);
    expect(screen.getByRole<HTMLInputElement>('checkbox', { name: 'Truth with the prediction' }).disabled).toBe(true);
  });

  it('keep what nothing has visible as what was asked for', () => {
    controls({ type: 'neuron', overlay: 'model/gone' });
    expect(labels('Overlay')).toContain('No predictions here: Model · Gone');
    expect(screen.getByRole<HTMLInputElement>('combobox', { name: 'Cell type' }).value).toBe('neuron (0)');
  });

  it('are the same in number before and after the images came', () => {
    const { unmount } = controls({}, true);
    const before = screen.getAllByRole('combobox').map((box) => box.getAttribute('aria-label') ?? box.id);
    expect(labels('Tissue')).toEqual(['Any']);
    unmount();
    controls();
    expect(screen.getAllByRole('combobox')).toHaveLength(before.length);
  });

  it('do not deny predictions that are on their way', () => {
    controls({ overlay: 'watershed/default' }, true);
    expect(labels('Overlay')).toEqual(['None', 'Truth', 'Loading …']);
  });

  it.each([
    ['Images shown', 'n', '27'],
    ['Overlay strength', 'strength', '95'],
  ] as const)('“%s” goes on by keys, one step after the other, without losing the focus', async (name, key, last) => {
    const { visitor, changes } = controls();
    act(() => {
      slider(name).focus();
    });
    await visitor.keyboard('{ArrowRight}{ArrowRight}{ArrowRight}');
    expect(changes.map((change) => change[key])).toHaveLength(3);
    expect(slider(name).getAttribute('aria-valuenow')).toBe(last);
    expect(document.activeElement).toBe(slider(name));
  });

  it.each([
    ['Images shown', '50000', { n: 10_000 }],
    ['Overlay strength', '35', { strength: 35 }],
    ['Overlay strength', '1', { strength: 10 }],
  ])('“%s” can be typed, and stays within its limits', async (name, typed, change) => {
    const { visitor, changes } = controls();
    const field = screen.getByRole('textbox', { name: `${name}, as a number` });
    await visitor.clear(field);
    await visitor.type(field, `${typed}{Enter}`);
    expect(changes.at(-1)).toEqual(change);
    await visitor.clear(field);
    await visitor.tab();
    expect(changes).toHaveLength(1);
  });
});
