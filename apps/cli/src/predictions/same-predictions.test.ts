import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Submission } from '@cellboard/contract';
import { labelFile } from '../label-file.fixture.ts';
import { holdsExactly, sameLine, standingOn } from './same-predictions.ts';

const dataset = (name: string, predictionCount: number) => ({
  ...{ dataset: name, version: 1, state: 'scored', imageCount: 3, predictionCount, scoredCount: 3 },
  ...{ report: null, error: null, warnings: null, score: 0.5 },
});
const submission = (number: number, datasets: Readonly<Record<string, number>>) =>
  Submission.parse({
    ...{ id: `00000000-0000-4000-8000-00000000000${String(number)}`, number, task: 'nuclei', status: 'scored' },
    ...{ model: 'mine', modelName: 'Mine', candidate: 'base', candidateName: 'Base' },
    ...{ candidateId: '00000000-0000-4000-8000-000000000009', imageCount: 3, scoredCount: 3, predictionCount: 2 },
    ...{ taskName: 'Nuclei', metric: 'pq', own: true, builtIn: false, publication: 'published' },
    publishedAt: '2026-01-02T03:04:05Z',
    ...{ createdAt: '2026-01-01T00:00:00Z', finishedAt: '2026-01-02T03:04:05Z', closedAt: null, reading: null },
    datasets: Object.entries(datasets).map(([name, count]) => dataset(name, count)),
  });

it('knows which files a submission has, dataset by dataset', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'cellboard-same-'));
  try {
    const bytes = await labelFile([[1]]);
    await writeFile(join(folder, 'a.png'), bytes);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const size = { width: 1, height: 1 };
    const predictions = [{ name: 'a', dataset: 'first', path: join(folder, 'a.png'), choice: {}, size }];
    const first = { dataset: 'first', image: 'a', sha256 };
    const none = { dataset: 'first', image: 'b', sha256: null };
    expect(await holdsExactly([first, none], predictions)).toBe(true);
    expect(await holdsExactly([first, { ...none, sha256 }], predictions)).toBe(false);
    expect(await holdsExactly([{ ...first, dataset: 'second' }, none], predictions)).toBe(false);
    expect(await holdsExactly([{ ...first, sha256: '0'.repeat(64) }, none], predictions)).toBe(false);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

it('what stands for a dataset is the newest submission with predictions for it', () => {
  const [third, second, first] = [
    submission(3, { aa: 0, bb: 2 }),
    submission(2, { aa: 1, bb: 0 }),
    submission(1, { aa: 2, bb: 2 }),
  ];
  const standing = (...datasets: string[]) => {
    const found = standingOn(new Set(datasets), [third, second, first]);
    return found && [...found].map(([name, { number }]) => [name, number]);
  };
  expect(standing('aa', 'bb')).toEqual([
    ['aa', 2],
    ['bb', 3],
  ]);
  expect(standing('aa')).toEqual([['aa', 2]]);
  expect(standing('aa', 'cc')).toBeUndefined();
});

it('says which submission it is, and since when', () => {
  const scored = submission(7, { aa: 1 });
  expect(sameLine(scored)).toBe(
    'submission 7 holds exactly these files and has been on the board since 2026-01-02 03:04 UTC',
  );
  expect(sameLine({ ...scored, publication: 'private' })).toBe(
    'submission 7 holds exactly these files and is scored, but private',
  );
  expect(sameLine({ ...scored, status: 'running', finishedAt: null })).toBe(
    'submission 7 holds exactly these files and is being evaluated',
  );
});
