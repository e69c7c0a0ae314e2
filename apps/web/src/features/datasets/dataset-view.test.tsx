import type { DatasetDetails, Finding, FindingKind } from '@cellboard/contract';
import { screen, within } from '@testing-library/react';
import {
  aDataset,
  aModel,
  aReport,
  here,
  someDetails,
  someFacts,
  someProvenance,
} from '../../testing/catalogue-samples.ts';
import { show } from '../../testing/show.tsx';
import { DatasetView } from './dataset-view.tsx';
import { trainedOn, type TrainedModel } from './trained-on-it.tsx';
import { UnknownDataset } from './unknown-dataset.tsx';

const showDataset = (change: Partial<DatasetDetails> = {}, trained: readonly TrainedModel[] = []) =>
  show(<DatasetView dataset={someDetails('livecell', change)} images={<p>pictures</p>} trained={trained} />);

const titles = (): (string | null)[] =>
  screen.getAllByRole('heading', { level: 2 }).map(({ textContent }) => textContent);
const section = (title: string): HTMLElement => {
  const found = screen.getByRole('heading', { level: 2, name: title }).closest('section');
  if (!found) throw new Error(`“${title}” heads no section.`);
  return found;
};
const fact = (name: string): string | null | undefined =>
  screen.queryByText(name, { selector: 'dt' })?.nextElementSibling?.textContent;

const report = (kinds: Partial<Record<FindingKind, number>>, listed = kinds): DatasetDetails['quality'] =>
  aReport({
    totals: kinds,
    findings: (Object.entries(listed) as [FindingKind, number][]).flatMap(([kind, count]) =>
      Array.from({ length: count }, (_, i): Finding => ({
        kind,
        image: `${kind}-${String(i)}`,
        message: `Found ${String(i)}.`,
      })),
    ),
  });

describe('a dataset that is only catalogued', () => {
  it('tells how to get it, how to bring it here, and what to mind', () => {
    showDataset();
    expect(titles()).toEqual([
      'Licence',
      'Cite it',
      'How to get the data',
      'Bring it to this board',
      'What to know before using it',
      'Sources of these facts',
    ]);
    expect(screen.getByText(/^None of its images are here yet/)).toBeTruthy();
    const steps = within(section('How to get the data')).getAllByRole('listitem');
    expect(steps.map(({ textContent }) => textContent)).toEqual(['Download example.org/images.zip.', 'Unpack it.']);
    expect(screen.getByRole('link', { name: 'example.org/images.zip' }).getAttribute('href')).toBe(
      'https://example.org/images.zip',
    );
    expect(screen.queryByText('pictures')).toBeNull();
  });

  it('copies the whole command, whatever line breaks are on screen', async () => {
    const { visitor } = showDataset();
    const copying = screen.getByRole('button', { name: 'Copy the command that imports livecell' });
    await visitor.click(copying);
    expect(await navigator.clipboard.readText()).toBe('npx cellboard import coco Cells/ --task cells');
    expect(await screen.findByText('Copied.')).toBeTruthy();
  });

  it('says in plain words what the licence allows', () => {
    showDataset();
    expect(section('Licence').textContent).toContain('Use with credit to the authors, not commercial.');
    expect(section('Licence').textContent).toContain('the licence does not let this site give the files to others');
  });

  it('tells facts and leaves out what nobody knows', () => {
    showDataset();
    expect([fact('Images'), fact('Pixel size'), fact('Access')]).toEqual(['5,239', '1.24 µm', 'open to everyone']);
    expect([fact('Split'), fact('Stain')]).toEqual([undefined, undefined]);
  });

  it('says first why no task can be made of it', () => {
    showDataset({ facts: someFacts({ ineligible: 'It has no masks of cells.', commands: [] }) });
    expect(screen.getByText('No task can be made of it')).toBeTruthy();
    expect(screen.getByText('It has no masks of cells.')).toBeTruthy();
    expect(titles()).not.toContain('Bring it to this board');
  });
});

describe('a dataset that is here', () => {
  const tasks = [{ slug: 'cells', name: 'Cells' }];

  it('shows images, tasks and when it was published', () => {
    showDataset({ ...here, tasks, publishedAt: '2026-01-02T03:04:05.000Z' });
    expect(within(section('Images')).getByText('pictures')).toBeTruthy();
    expect(within(section('Task on it')).getByRole('link').getAttribute('href')).toBe('/leaderboards/cells');
    expect(fact('Here')).toBe('version 1, published January 2, 2026');
    expect([fact('Images here'), fact('Images in all')]).toEqual(['48', '5,239']);
  });

  it('needs no catalogue', () => {
    showDataset({ ...here, facts: null, sourceUrl: null, citation: null, licence: 'own words', description: '' });
    expect(titles()).toEqual(['Licence', 'Images']);
  });

  it('names the models that have seen it, by slug or by name', () => {
    const models = [
      aModel('seen'),
      aModel('new', { candidates: [] }),
      aModel('silent', { candidates: aModel('x').candidates.map((one) => ({ ...one, trainingData: null })) }),
    ];
    const byName = trainedOn({ slug: 'other', name: 'Elsewhere' }, models);
    expect(byName).toEqual([{ slug: 'seen', name: 'seen', candidates: ['Fluo'] }]);
    showDataset(here, trainedOn({ slug: 'livecell', name: 'LIVECell' }, models));
    expect(within(section('Models trained on it')).getByRole('listitem').textContent).toBe('seen: Fluo');
  });
});

describe('where the truths come from', () => {
  it('tells layout, part and rule, and lists few files at once', () => {
    showDataset({ ...here, provenance: someProvenance(2) });
    expect(fact('Read as')).toBe('layout coco, only the part “test”');
    expect(fact('Where cells overlap')).toBe('the smaller cell keeps the pixels');
    const table = within(section('Where the truths come from')).getByRole('table');
    expect(within(table).getByRole('row', { name: /^part-1\.json/ }).textContent).toBe(
      `part-1.json1.5 MB${'a'.repeat(64)}`,
    );
    expect(document.querySelector('details')).toBeNull();
  });

  it('folds many files', () => {
    showDataset({ ...here, provenance: someProvenance(6) });
    expect(document.querySelector('details')?.open).toBe(false);
    expect(screen.getByText('The 6 files with the truths, and their hashes')).toBeTruthy();
  });
});

describe('the quality report', () => {
  it('tells figures and spreads in words', () => {
    showDataset({ ...here, quality: aReport() });
    expect([fact('Part of all pixels in cells'), fact('Pixel size told for')]).toEqual(['12.5%', '0 of 48 images']);
    expect(fact('Image sizes in pixels')).toBe('704\u00A0×\u00A0520 (48)');
    expect(screen.getByText('median 211 px, middle 90 %: 30 – 1,000 px')).toBeTruthy();
    expect(screen.getByText('Nothing was found that a curator would have to look at.')).toBeTruthy();
  });

  it('groups findings by kind, the gravest first, and shows the first of many until asked for all', async () => {
    const { visitor } = showDataset({ ...here, quality: report({ specks: 1, duplicate: 8 }) });
    expect(screen.getAllByRole('heading', { level: 3 }).map(({ textContent }) => textContent)).toEqual([
      'The very same picture twice 8',
      'Cells of only a few pixels 1',
    ]);
    const listed = (): number => screen.queryAllByText(/^duplicate-/).length;
    expect(listed()).toBe(3);
    await visitor.click(screen.getByRole('button', { name: 'Show all 8 of: The very same picture twice' }));
    expect(listed()).toBe(8);
    await visitor.click(screen.getByRole('button', { name: 'Show the first 3 of: The very same picture twice' }));
    expect(listed()).toBe(3);
  });

  it('says how many are counted and not listed', () => {
    showDataset({ ...here, quality: report({ 'size-outlier': 41 }, { 'size-outlier': 4 }) });
    expect(screen.getByText('37 more are counted and not listed.')).toBeTruthy();
  });

  it('draws no line where all values are the same', () => {
    const same = { least: 5, p5: 5, median: 5, p95: 5, greatest: 5 };
    showDataset({ ...here, quality: aReport({ cellsPerImage: same, cellArea: null }) });
    expect(document.querySelectorAll('.spread')).toHaveLength(1);
    expect(document.querySelector('.spread-track')).toBeNull();
  });
});

it('a dataset that does not exist leads to those that look like it', () => {
  show(<UnknownDataset slug="live-cell" datasets={[aDataset('evican'), aDataset('livecell')]} />);
  expect(screen.getByRole('heading', { name: 'There is no dataset “live-cell”' })).toBeTruthy();
  expect(screen.getAllByRole('link').map((link) => link.getAttribute('href'))).toEqual([
    '/datasets/livecell',
    '/datasets',
  ]);
});
