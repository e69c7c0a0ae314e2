import { CandidateId, type ImageTable } from '@cellboard/contract';
import { screen } from '@testing-library/react';
import { aMetric, anImage } from '../../testing/samples.ts';
import { show } from '../../testing/show.tsx';
import { JoinTable, type JoinColumn } from './join-table.tsx';

const candidate = (n: number, model: string): JoinColumn => ({
  kind: 'candidate',
  id: CandidateId.parse(`00000000-0000-4000-8000-00000000000${String(n)}`),
  ...{ model, modelName: model.toUpperCase(), candidate: 'base', candidateName: 'Base' },
});
const columns: JoinColumn[] = [{ kind: 'truth' }, candidate(1, 'alpha'), candidate(2, 'beta')];

const result = (column: JoinColumn, score: number | null, hasPrediction: boolean) => {
  if (column.kind === 'truth') throw new Error('A truth has no result.');
  const { id, kind: _, ...names } = column;
  return { candidateId: id, ...names, scores: { 'f1@0.5': score }, hasPrediction };
};
const [first, second] = [anImage(2), anImage(3)];
const table: ImageTable = {
  primaryMetric: 'f1@0.5',
  metrics: [aMetric('f1@0.5', { name: 'F1' })],
  items: [{ image: first, results: [result(columns[1]!, 0.75, true), result(columns[2]!, null, false)] }],
  next: null,
};

it('joins images with what experts and models outlined, with scores and a way to compare them', () => {
  show(<JoinTable task="nuclei" images={[first, second]} columns={columns} table={table} />);
  expect(screen.getAllByRole('columnheader').map(({ textContent }) => textContent)).toEqual([
    ...['Image', 'Truth', 'ALPHABase', 'BETABase'],
  ]);
  const words = screen.getAllByRole('link').map(({ textContent }) => textContent);
  expect(words.map((text) => text.replace(/: compare .*/, ''))).toEqual([
    ...['2 nuclei', 'F1 0.750', 'no prediction'],
    ...['3 nuclei', '…', '…'],
  ]);
  expect(screen.getAllByRole('link')[1]?.getAttribute('href')).toBe(
    '/compare?img=cells/image_2&m=truth,alpha/base,beta/base',
  );
  const pictures = [...document.querySelectorAll('tbody tr:first-child .picture-overlay')];
  expect(pictures.map((picture) => picture.getAttribute('src'))).toEqual([
    expect.stringMatching(/truth\.webp\?side=160$/),
    expect.stringMatching(/predictions\/nuclei\/.*\.webp\?side=160$/),
  ]);
});
