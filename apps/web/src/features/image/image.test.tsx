import { CandidateId, type ImageDetails } from '@cellboard/contract';
import { screen, within } from '@testing-library/react';
import { aMetric, anImage } from '../../testing/samples.ts';
import { show } from '../../testing/show.tsx';
import { AbsentCandidates } from '../../viewing/absent-candidates.tsx';
import { CandidateList } from '../../viewing/candidate-list.tsx';
import type { CandidateHere } from '../../viewing/candidates.ts';
import { FileFailure } from '../../viewing/load-files.ts';
import { MissingNotices } from '../../viewing/missing-notices.tsx';
import { ThresholdPanel } from '../../viewing/threshold-panel.tsx';
import { DownloadMenu } from './download-menu.tsx';
import { ImageFacts } from './image-facts.tsx';
import { ReportProblem, type Report, type Reporting } from './report-problem.tsx';
import { ScoresTable } from './scores-table.tsx';

const image: ImageDetails = {
  ...anImage(1),
  datasetName: 'All cells',
  datasetVersion: 2,
  synthetic: false,
  licence: 'CC0-1.0',
  mayDownload: true,
  sourceUrl: 'https://example.org/cells',
  citation: null,
  hasIgnore: true,
  pixelSizeUm: 0.5,
  samples: {
    dtype: 'uint16',
    channels: [
      { name: 'DAPI', colour: null, display: null },
      { name: null, colour: null, display: null },
    ],
    colours: false,
    bitDepth: 12,
    whiteIsZero: false,
  },
};

const candidate = (word: string, change: Partial<CandidateHere> = {}): CandidateHere => ({
  word,
  name: `Model · ${word}`,
  address: `/${word}`,
  task: 'nuclei',
  candidateId: CandidateId.parse('00000000-0000-4000-8000-0000000000aa'),
  modelName: 'Model',
  candidateName: word,
  hasPrediction: true,
  scores: { 'f1@0.5': 0.5 },
  ...change,
});

const primary = aMetric('f1@0.5');
const here = {
  candidates: [candidate('a/b'), candidate('c/d', { hasPrediction: false, scores: { 'f1@0.5': null } })],
  metrics: [primary, aMetric('mHD', { direction: 'lower', unit: 'px', range: [0, null] })],
  primary,
};

it('the panels to choose have their score, and say where there is no prediction', async () => {
  const toggled: string[] = [];
  const { visitor } = show(
    <CandidateList here={here} shown={['truth']} hasTruth isFull={false} onToggle={(word) => toggled.push(word)} />,
  );
  const items = screen.getAllByRole('listitem').map(({ textContent }) => textContent);
  expect(items).toEqual(['Image only', 'Ground truth', 'Model · a/b0.500', 'Model · c/dno prediction']);
  expect(screen.getByRole<HTMLInputElement>('checkbox', { name: 'Ground truth' }).checked).toBe(true);
  expect(screen.getByRole<HTMLInputElement>('checkbox', { name: 'Model · c/d' }).disabled).toBe(true);
  await visitor.click(screen.getByRole('checkbox', { name: 'Model · a/b' }));
  expect(toggled).toEqual(['a/b']);
});

it('counts at a threshold have F1, and none where there is no cell', () => {
  const ignore = (): void => undefined;
  show(
    <ThresholdPanel
      threshold={0.65}
      candidates={[
        { name: 'One', counts: { tp: 6, fn: 2, fp: 2 } },
        { name: 'None', counts: { tp: 0, fn: 0, fp: 0 } },
      ]}
      onMove={ignore}
      onRest={ignore}
    />,
  );
  expect(screen.getByRole('heading', { name: 'Counts at IoU ≥ 0.65' })).toBeTruthy();
  const rows = screen.getAllByRole('row').slice(1);
  expect(
    rows.map((row) =>
      within(row)
        .getAllByRole('cell')
        .map(({ textContent }) => textContent),
    ),
  ).toEqual([
    ['6', '2', '2', '0.750'],
    ['0', '0', '0', '–'],
  ]);
});

it('the facts of an image leave out what nobody stated', () => {
  show(<ImageFacts image={image} measured={[['Density', '12']]} />);
  const facts = [...document.querySelectorAll('dl > div')].map((row) => row.textContent);
  expect(facts).toEqual([
    'DatasetAll cells, version 2',
    'Size320 × 240 px (160 × 120 µm)',
    'Pixel size0.5 µm',
    'Samples12 bits, uint16',
    'ChannelsDAPI, channel 2',
    'Cell typeHeLa',
    'Imagingfluorescence',
    'Density12',
    'Not scoredthe hatched part, where the annotation is not certain',
    'LicenceCC0-1.0',
  ]);
});

it('scores stand in a table, best first, as they came', () => {
  show(<ScoresTable here={here} />);
  expect(screen.getAllByRole('row').map(({ textContent }) => textContent)).toEqual([
    'Candidatef1@0.5 ↑mHD ↓',
    'Model · a/b0.500–',
    'Model · c/d––',
  ]);
});

describe('downloads', () => {
  const open = async (change: Partial<ImageDetails> = {}) => {
    const { visitor } = show(
      <DownloadMenu image={{ ...image, ...change }} candidates={[candidate('a/b')]} figure={<i />} onCells={null} />,
    );
    await visitor.click(screen.getByRole('button', { name: 'Download' }));
    return visitor;
  };

  it('are the image, and the cells of the truth or of a candidate in every format', async () => {
    const visitor = await open();
    expect(screen.getByRole('link', { name: 'Original file' }).getAttribute('href')).toMatch(/\/original$/);
    const tiff = (): string | null => screen.getByRole('link', { name: /^TIFF/ }).getAttribute('href');
    expect(tiff()).toMatch(/\/truth\/tiff$/);
    await visitor.selectOptions(screen.getByRole('combobox', { name: 'Cells of' }), 'Model · a/b');
    expect(tiff()).toMatch(/\/predictions\/nuclei\/[0-9a-f-]+\/tiff$/);
    expect(screen.getAllByRole('link')).toHaveLength(11);
    expect(screen.getByRole('link', { name: 'Cell records, Parquet' }).getAttribute('href')).toMatch(
      /\/cells\/nuclei\/[0-9a-f-]+\.parquet$/,
    );
  });

  it('are at the provider where the licence does not allow them', async () => {
    await open({ mayDownload: false });
    expect(screen.getAllByRole('link').map((link) => link.getAttribute('href'))).toEqual(['https://example.org/cells']);
  });
});

describe('a report', () => {
  const write = async (reporting: Reporting, cell: string | null = null) => {
    const sent: Report[] = [];
    const { visitor } = show(
      <ReportProblem cell={cell} reporting={reporting} onSend={(report) => sent.push(report)} />,
    );
    await visitor.click(screen.getByRole('button', { name: 'Report a problem' }));
    return { visitor, sent };
  };

  it('says what is wrong, and about which cell', async () => {
    const { visitor, sent } = await write({ state: 'writing' }, 'cell 57 of Ground truth');
    expect(screen.getByText('About cell 57 of Ground truth.')).toBeTruthy();
    await visitor.selectOptions(screen.getByRole('combobox', { name: 'What is wrong' }), 'merged');
    await visitor.type(screen.getByRole('textbox', { name: /What you see/ }), ' Two nuclei ');
    await visitor.click(screen.getByRole('button', { name: 'Send' }));
    expect(sent).toEqual([{ kind: 'merged', text: 'Two nuclei' }]);
  });

  it('is not lost where the server refuses it', async () => {
    await write({ state: 'refused', message: 'Sign in first.' });
    expect(screen.getByRole('alert').textContent).toContain('The report was not stored: Sign in first.');
    expect(screen.getByRole('button', { name: 'Copy the report' })).toBeTruthy();
  });

  it('asks visitors to sign in before they write', async () => {
    await write({ state: 'signed-out', signIn: <a href="/sign-in">Sign in</a> });
    expect(screen.getByRole('link', { name: 'Sign in' })).toBeTruthy();
    expect(screen.queryByRole('textbox')).toBeNull();
  });

  it('is thanked for', async () => {
    await write({ state: 'sent' });
    expect(screen.getByRole('status').textContent).toContain('Thank you');
  });
});

it('what cannot be shown says why, and can be tried again unless it was refused', async () => {
  let tries = 0;
  const failure = new FileFailure('damaged', 'Its checksum differs.', 'r-1');
  const { visitor, rerender } = show(
    <MissingNotices missing={[{ what: 'The image', failure }]} onRetry={() => (tries += 1)} />,
  );
  expect(screen.getByRole('alert').textContent).toContain(
    'The image cannot be shown: its file is damaged. Its checksum differs. (request r-1)',
  );
  await visitor.click(screen.getByRole('button', { name: 'Try again' }));
  expect(tries).toBe(1);
  const refused = new FileFailure('refused', 'The licence does not allow it.');
  rerender(<MissingNotices missing={[{ what: 'The image', failure: refused }]} onRetry={() => (tries += 1)} />);
  expect(screen.queryByRole('button')).toBeNull();
});

it('a candidate without a prediction is scored as empty, or is not here at all', () => {
  show(
    <AbsentCandidates
      absent={[
        { name: 'A', isScored: true },
        { name: 'x/y', isScored: false },
      ]}
    />,
  );
  expect(screen.getByRole('status').textContent).toBe(
    'A: no prediction was submitted for this image; it is scored as empty.There are no predictions of x/y for this image.',
  );
});
