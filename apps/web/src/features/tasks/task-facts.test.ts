import { boardTab } from './task-facts.ts';

const dataset = (slug: string, name: string) => ({ slug, name }) as Parameters<typeof boardTab>[0]['datasets'][number];
const slides = dataset('slides', 'Slides');

it('names the tabs of all boards of a dataset differently', () => {
  const own = { name: 'Slides', datasets: [slides] };
  const nuclei = { name: 'Nuclei', datasets: [slides, dataset('wells', 'Wells')] };
  const cells = { name: 'Cells', datasets: [slides] };
  expect([
    boardTab(own, undefined),
    boardTab(own, 'slides'),
    boardTab(nuclei, 'slides'),
    boardTab(nuclei, undefined),
    boardTab(cells, undefined),
  ]).toEqual([
    'Slides leaderboard',
    'Slides leaderboard',
    'Slides leaderboard · Nuclei',
    'Nuclei leaderboard',
    'Slides leaderboard · Cells',
  ]);
});
