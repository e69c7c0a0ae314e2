import type { DatasetDetails, Finding, FindingKind, TrainedCandidate } from '@cellboard/contract';
import { screen, within } from '@testing-library/react';
import { aDataset, aReport, here, someDetails, someFacts, someProvenance } from '../../testing/catalogue-samples.ts';
import { show } from '../../testing/show.tsx';
import { DatasetView } from './dataset-view.tsx';
import { firstNames } from './finding-groups.tsx';
import { UnknownDataset } from './unknown-dataset.tsx';

const showDataset = (change: Partial<DatasetDetails> = {}) =>
  show(
    <DatasetView
      dataset={someDetails('livecell', change)}
      images={<p>pictures</p>}
      statistics={<p>histograms</p>}
      filesHere={null}
      picture={(name) => <span>picture of {name}</span>}
    />,
  );

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
  it('tells how to get it, how to import it, and what to mind', () => {
    showDataset();
    expect(titles()).toEqual([
      'Licence',
      'Cite',
      'How to get the data',
      'Import into this site',
      'What to know before using it',
      'Sources of these facts',
    ]);
    expect(screen.getByText(/^Its images are not on this site yet/)).toBeTruthy();
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
    expect(await navigator.clipboard.readText()).toBe('npx cellboard import coco Cells/');
    expect(await screen.findByText('Copied.')).toBeTruthy();
  });

  it('says in plain words what the licence allows', () => {
    showDataset();
    expect(section('Licence').textContent).toContain('Use with credit to the authors, not commercial.');
    expect(section('Licence').textContent).toContain(
      'Download from provider: the licence does not let this site give the files to others.',
    );
  });

  it('says what follows where no licence is stated, and where to ask', () => {
    showDataset({ licence: 'not stated' });
    const licence = within(section('Licence'));
    expect(licence.getByText(/Do not redistribute them; ask the authors\./)).toBeTruthy();
    expect(licence.queryByText(/Download from provider/)).toBeNull();
    expect(licence.getByRole('link', { name: 'the source' }).getAttribute('href')).toBe('https://example.org/');
  });

  it('tells facts and leaves out what nobody knows', () => {
    showDataset();
    expect([fact('Images'), fact('Pixel size'), fact('Access')]).toEqual(['5,239', '1.24 µm', 'open to everyone']);
    expect([fact('Split'), fact('Stain')]).toEqual([undefined, undefined]);
  });

  it('says that the import on this site agrees with facts that nobody had checked', () => {
    const facts = someFacts({ images: here.imageCount, cells: here.cellCount, checked: false });
    showDataset({ ...here, facts });
    expect(screen.getByText(/^Checked by the import on this site/)).toBeTruthy();
    expect(screen.queryByText(/Not yet checked/)).toBeNull();
  });

  it('says first why it cannot be used for ranking', () => {
    showDataset({ facts: someFacts({ ineligible: 'It has no masks of cells.', commands: [] }) });
    expect(screen.getByText('Cannot be used for ranking')).toBeTruthy();
    expect(screen.getByText('It has no masks of cells.')).toBeTruthy();
    expect(titles()).not.toContain('Import into this site');
    expect(screen.queryByText(/Not yet checked/)).toBeNull();
  });
});

it('says why there are several commands', () => {
  showDataset({ facts: someFacts({ commands: ['a', 'b', 'c'] }) });
  expect(section('Import into this site').textContent).toContain(
    'You can also import other parts or readings of it as datasets of their own:',
  );
  expect(within(section('Import into this site')).getAllByRole('button')).toHaveLength(3);
});

it('shows the download first, where a program can do it', () => {
  const get = 'npx cellboard datasets get livecell --import --to LIVECell';
  showDataset({ facts: someFacts({ commands: [get, 'npx cellboard import livecell LIVECell/'] }) });
  const getting = section('How to get the data');
  expect(within(getting).getByRole('button', { name: 'Copy the command that downloads livecell' })).toBeTruthy();
  expect(getting.textContent).toContain('You need not unpack anything.');
  expect(getting.textContent).toContain(get);
  expect(section('Import into this site').textContent).not.toContain('datasets get');
  expect(section('Import into this site').textContent).toContain('npx cellboard import livecell LIVECell/');
});

it('says nothing of a download where there is none', () => {
  showDataset();
  expect(section('How to get the data').textContent).not.toContain('You need not unpack anything.');
});

describe('a dataset on this site', () => {
  const boards = [{ task: 'cells', taskName: 'Cells' }];

  it('shows images, boards and when it was published', () => {
    showDataset({ ...here, boards, publishedAt: '2026-01-02T03:04:05.000Z' });
    expect(within(section('Images')).getByText('pictures')).toBeTruthy();
    expect(within(section('Images')).getByRole('link').getAttribute('href')).toBe('/images?dataset=livecell');
    expect(within(section('Leaderboard')).getByRole('link').getAttribute('href')).toBe('/leaderboards/cells/livecell');
    expect(fact('Imported')).toBe('version 1, published January 2, 2026');
    expect(fact('Images (imported / published)')).toBe('48 / 5,239');
  });

  it('names its sections at the top, as ways to them', () => {
    showDataset({ ...here, boards });
    const nav = screen.getByRole('navigation', { name: 'On this page' });
    const ways = within(nav).getAllByRole('link');
    expect(ways.map(({ textContent }) => textContent).slice(0, 2)).toEqual(['Images', 'Leaderboard']);
    for (const way of ways) {
      expect(document.getElementById(way.getAttribute('href')?.slice(1) ?? '')).not.toBeNull();
    }
  });

  it('needs no catalogue', () => {
    showDataset({ ...here, facts: null, sourceUrl: null, citation: null, licence: 'own words', description: '' });
    expect(titles()).toEqual(['Licence', 'Images', 'Statistics', 'Files']);
  });

  it('says so where it was taken out of the tasks', () => {
    showDataset({ ...here, retired: true });
    expect(screen.getByText('Retired')).toBeTruthy();
  });

  it('names the models that have seen it, and how much', () => {
    const seen = (candidate: string, exposure: TrainedCandidate['exposure'], model = 'star'): TrainedCandidate => ({
      ...{ model, modelName: model.toUpperCase(), candidate, candidateName: candidate, exposure },
    });
    showDataset({
      ...here,
      trained: [
        ...[seen('a', 'seen'), seen('b', 'seen'), seen('c', 'partly')],
        ...['d', 'e', 'f', 'g'].map((candidate) => seen(candidate, 'seen', 'many')),
      ],
    });
    expect(
      within(section('Models trained on it'))
        .getAllByRole('listitem')
        .map(({ textContent }) => textContent),
    ).toEqual([
      'STAR seen by STAR: why a, b',
      'STAR partly seen by STAR: why c',
      'MANY seen by MANY: why 4 candidates',
    ]);
  });
});

describe('the source of the annotations', () => {
  it('tells layout, part and rule, and lists few files at once', () => {
    showDataset({ ...here, provenance: someProvenance(2) });
    expect(fact('Layout')).toBe('coco, only the part “test”');
    expect(fact('Where cells overlap')).toBe('the smaller cell keeps the pixels');
    const table = within(section('Source of the annotations')).getByRole('table');
    const row = within(table).getByRole('row', { name: /^part-1\.json/ });
    expect(row.textContent).toContain('part-1.json1.5 MBaaaaaaaaaaaa…');
    expect(within(row).getByTitle('a'.repeat(64))).toBeTruthy();
    expect(document.querySelector('.dataset-files')).toBeNull();
  });

  it('folds many files', () => {
    showDataset({ ...here, provenance: someProvenance(6) });
    expect(document.querySelector<HTMLDetailsElement>('.dataset-files')?.open).toBe(false);
    expect(screen.getByText('The 6 annotation files and their hashes')).toBeTruthy();
  });
});

describe('the quality report', () => {
  it('tells figures and spreads in words', () => {
    showDataset({ ...here, quality: aReport() });
    expect([fact('Area covered by cells'), fact('Images with pixel size')]).toEqual(['12.5%', '0 of 48']);
    expect(fact('Images without truth')).toBeUndefined();
    expect(fact('Image sizes in pixels')).toBe('704\u00A0×\u00A0520 (48)');
    expect(screen.getByText('median 211 px, middle 90 %: 30 – 1,000 px')).toBeTruthy();
    expect(screen.getByText('The checks found nothing to look at.')).toBeTruthy();
  });

  it('groups findings by kind, the gravest first, and shows the first of many until asked for all', async () => {
    const { visitor } = showDataset({ ...here, quality: report({ specks: 1, duplicate: 8 }) });
    expect(screen.getAllByRole('heading', { level: 3 }).map(({ textContent }) => textContent)).toEqual([
      'The same picture twice 8',
      'Cells of only a few pixels 1',
    ]);
    const listed = (): number => screen.queryAllByText(/^picture of duplicate-/).length;
    expect(listed()).toBe(3);
    await visitor.click(screen.getByRole('button', { name: 'Show all 8 of: The same picture twice' }));
    expect(listed()).toBe(8);
    await visitor.click(screen.getByRole('button', { name: 'Show the first 3 of: The same picture twice' }));
    expect(listed()).toBe(3);
  });

  it('says how many are counted and not listed', () => {
    showDataset({ ...here, quality: report({ 'size-outlier': 41 }, { 'size-outlier': 4 }) });
    expect(screen.getByText('37 more are counted and not listed.')).toBeTruthy();
  });

  it('shortens long names, and keeps the whole in sight of the mouse', () => {
    const image = 'c'.repeat(64);
    const message = `The same picture as ${'d'.repeat(64)}.`;
    const quality = aReport({ totals: { duplicate: 1 }, findings: [{ kind: 'duplicate', image, message }] });
    showDataset({ ...here, quality });
    expect(screen.getByTitle(image).textContent).toBe('cccccccccc…');
    expect(screen.getByText(/The same picture as dddddddddd…\./)).toBeTruthy();
  });

  it('knows which images stand there at once', () => {
    const quality = report({ specks: 2, duplicate: 8 });
    expect(quality && firstNames(quality)).toEqual([
      'duplicate-0',
      'duplicate-1',
      'duplicate-2',
      'specks-0',
      'specks-1',
    ]);
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
