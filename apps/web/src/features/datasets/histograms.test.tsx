import type { DatasetStatistics } from '@cellboard/contract';
import { screen, within } from '@testing-library/react';
import { someDetails } from '../../testing/catalogue-samples.ts';
import { show } from '../../testing/show.tsx';
import { CitationPanel } from './citation-panel.tsx';
import { FilesSection, OwnFiles } from './files-section.tsx';
import { Histograms } from './histograms.tsx';

const bin = (from: number, below: number, images: number) => ({ from, below, images });
const statistics: DatasetStatistics = {
  ...{ images: 12, files: 24, bytes: 1_500_000 },
  histograms: [
    { measure: 'diameter', known: 10, median: 14.25, bins: [bin(10, 12, 2), bin(12, 14, 0), bin(14, 16, 8)] },
    { measure: 'cells', known: 12, median: 1, bins: [bin(0, 1, 2), bin(1, 2, 10)] },
  ],
};

describe('the histograms of a dataset', () => {
  const chart = (name: string) =>
    within(screen.getByRole('toolbar', { name: `${name}: bars that lead to their images` }));
  const ways = (name: string) => chart(name).getAllByRole('link').map((way) => [way.getAttribute('aria-label'), way.getAttribute('href')]); // prettier-ignore

  it('lead from each bar to its images, and from none that has no images', () => {
    show(<Histograms dataset="livecell" {...{ statistics }} />);
    expect(ways('Cell diameter')).toEqual([
      ['10 to under 12\u00A0px: 2 images', '/images?dataset=livecell&within=diameter%3A10..12'],
      ['14 to under 16\u00A0px: 8 images', '/images?dataset=livecell&within=diameter%3A14..16'],
    ]);
    expect(ways('Cells per image').map(([words]) => words)).toEqual(['0: 2 images', '1: 10 images']);
    expect(screen.getByText('median 14.3 px, known of 10 of 12 images')).toBeTruthy();
  });

  it('have one stop of the tab key each, and the arrow keys walk along the bars', async () => {
    const { visitor } = show(<Histograms dataset="livecell" {...{ statistics }} />);
    const [first, last] = chart('Cell diameter').getAllByRole('link');
    await visitor.tab();
    expect(document.activeElement).toBe(first);
    expect(screen.getByText('10 to under 12 px: 2 images')).toBeTruthy();
    await visitor.keyboard('{ArrowRight}{ArrowRight}');
    expect(document.activeElement).toBe(last);
    await visitor.keyboard('{Home}');
    expect(document.activeElement).toBe(first);
    await visitor.keyboard('{End}');
    await visitor.tab();
    expect(document.activeElement).toBe(chart('Cells per image').getAllByRole('link')[0]);
    await visitor.tab({ shift: true });
    expect(document.activeElement).toBe(last);
  });

  it('say so where nothing was measured', () => {
    show(<Histograms dataset="livecell" statistics={{ ...statistics, histograms: [] }} />);
    expect(screen.getByText('Its images were not measured yet.')).toBeTruthy();
  });
});

it('the files of the provider are listed with what is published of them, and those here with what may be done', () => {
  const downloads = [
    { name: 'a.zip', url: 'https://example.org/a.zip', bytes: 1_500_000, sha256: 'a'.repeat(64) },
    { name: 'b.zip', url: 'https://example.org/b.zip', bytes: null, sha256: null },
  ];
  const dataset = someDetails('livecell', { downloads, croissant: true });
  show(
    <FilesSection {...{ dataset }}>
      <OwnFiles {...{ dataset, statistics }} />
    </FilesSection>,
  );
  const rows = screen.getAllByRole('row').slice(1).map((row) => [...row.children].map(({ textContent }) => textContent)); // prettier-ignore
  expect(rows[0]?.slice(0, 2)).toEqual(['a.zip', '1.5 MB']);
  expect(rows[1]).toEqual(['b.zip', 'not published', 'not published']);
  expect(
    screen.getByText(/^On this site: 12 images; with the truths 24 files, 1\.5 MB\. This site must not share/),
  ).toBeTruthy();
  const ways = screen.getAllByRole('link').map((way) => way.getAttribute('href'));
  expect(ways).toEqual([
    '/api/v1/datasets/livecell/images.csv',
    'https://example.org/a.zip',
    'https://example.org/b.zip',
    '/api/v1/datasets/livecell/croissant.json',
  ]);
});

it('a dataset of which nothing is here, and no file is known, has no section of files', () => {
  const { container } = show(<FilesSection dataset={someDetails('x')}>{null}</FilesSection>);
  expect(container.querySelector('section')).toBeNull();
});

it('the citation is copied for programs, and downloaded', async () => {
  const citation = 'Ma J. et al. The challenge. Nature Methods 21, 1–9 (2024). https://doi.org/10.1038/a';
  const { visitor } = show(<CitationPanel dataset={someDetails('neurips')} {...{ citation }} />);
  await visitor.click(screen.getByRole('button', { name: 'Copy BibTeX' }));
  expect(await navigator.clipboard.readText()).toMatch(/^@article\{neurips,\n {2}author = \{Ma, J\. and others\},/);
  await visitor.click(screen.getByRole('button', { name: 'Copy RIS' }));
  expect(await navigator.clipboard.readText()).toMatch(/^TY {2}- JOUR\r?\nAU {2}- Ma, J\.\r?\n/);
  const saved: string[] = [];
  URL.createObjectURL = () => 'blob:x';
  URL.revokeObjectURL = () => undefined;
  HTMLAnchorElement.prototype.click = function () {
    saved.push(this.download);
  };
  await visitor.click(screen.getByRole('button', { name: 'Download BibTeX as .bib' }));
  await visitor.click(screen.getByRole('button', { name: 'Download RIS as .ris' }));
  expect(saved).toEqual(['neurips.bib', 'neurips.ris']);
});
