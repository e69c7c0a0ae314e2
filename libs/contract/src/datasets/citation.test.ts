import { bibTexOf, readCitation, risOf, type Cited } from './citation.ts';

const none = { paperUrl: null, sourceUrl: null, year: null };
const cited = (citation: string | null, more: Partial<Cited> = {}): Cited => ({
  ...{ slug: 'set', name: 'The set', citation },
  ...none,
  ...more,
});

it.each([
  [
    'Caicedo J. C. et al. Nucleus segmentation across imaging experiments: the 2018 Data Science Bowl. Nature Methods 16, 1247–1253 (2019).',
    {
      ...{ authors: ['Caicedo, J. C.'], more: true, journal: 'Nature Methods', volume: '16', pages: '1247–1253' },
      ...{
        title: 'Nucleus segmentation across imaging experiments: the 2018 Data Science Bowl',
        year: 2019,
        doi: null,
      },
    },
  ],
  [
    'Schwendy M., Unger R. E., Parekh S. H. EVICAN: a balanced dataset. Bioinformatics 36, 3863–3870 (2020).',
    {
      ...{
        authors: ['Schwendy, M.', 'Unger, R. E.', 'Parekh, S. H.'],
        more: false,
        title: 'EVICAN: a balanced dataset',
      },
      ...{ journal: 'Bioinformatics', volume: '36', pages: '3863–3870', year: 2020, doi: null },
    },
  ],
  [
    'Ma J. et al. The challenge: toward universal solutions. Nature Methods (2024). https://doi.org/10.1038/s41592-024-02233-6',
    {
      ...{
        authors: ['Ma, J.'],
        more: true,
        title: 'The challenge: toward universal solutions',
        journal: 'Nature Methods',
      },
      ...{ volume: null, pages: null, year: 2024, doi: '10.1038/s41592-024-02233-6' },
    },
  ],
  [
    'Gamper J. et al. PanNuke dataset extension, insights and baselines. arXiv:2003.10778 (2020).',
    {
      ...{ authors: ['Gamper, J.'], more: true, title: 'PanNuke dataset extension, insights and baselines' },
      ...{ journal: 'arXiv:2003.10778', volume: null, pages: null, year: 2020, doi: null },
    },
  ],
  [
    'Image set BBBC020v1, Broad Bioimage Benchmark Collection. https://bbbc.broadinstitute.org/BBBC020',
    { authors: [], more: false, title: null, journal: null, volume: null, pages: null, year: null, doi: null },
  ],
  [
    'Koos K. et al. PLOS ONE (2016). https://doi.org/10.1371/journal.pone.0163431',
    {
      ...{ authors: [], more: true, title: null, journal: null, volume: null, pages: null, year: 2016 },
      doi: '10.1371/journal.pone.0163431',
    },
  ],
  ['', { authors: [], more: false, title: null, journal: null, volume: null, pages: null, year: null, doi: null }],
])('reads %s', (text, parts) => {
  expect(readCitation(text)).toEqual(parts);
});

it('writes BibTeX with what is known, and characters of TeX escaped', () => {
  const text =
    'Mahbod A. et al. CryoNuSeg: H&E in 100% of cases. Computers in Biology and Medicine 132, 104349 (2021).';
  expect(bibTexOf(cited(text, { paperUrl: 'https://doi.org/10.1016/j.x_1', year: 2020 }))).toBe(
    [
      '@article{set,',
      '  author = {Mahbod, A. and others},',
      String.raw`  title = {{CryoNuSeg: H\&E in 100\% of cases}},`,
      '  journal = {Computers in Biology and Medicine},',
      '  volume = {132},',
      '  pages = {104349},',
      '  year = {2021},',
      '  doi = {10.1016/j.x_1},',
      '  url = {https://doi.org/10.1016/j.x_1}',
      '}\n',
    ].join('\n'),
  );
});

it('keeps a text that does not follow the pattern as a note, and guesses nothing', () => {
  const text = 'HeLaCytoNuc. Rodare record, https://doi.org/10.14278/rodare.3001';
  expect(bibTexOf(cited(text))).toBe(
    [
      '@misc{set,',
      '  title = {{The set}},',
      '  doi = {10.14278/rodare.3001},',
      '  url = {https://doi.org/10.14278/rodare.3001},',
      '  note = {HeLaCytoNuc. Rodare record, https://doi.org/10.14278/rodare.3001}',
      '}\n',
    ].join('\n'),
  );
  expect(bibTexOf(cited(null, { sourceUrl: 'https://a.example/', year: 2012 }))).toBe(
    '@misc{set,\n  title = {{The set}},\n  year = {2012},\n  url = {https://a.example/}\n}\n',
  );
});

it('writes RIS a line for each field, whatever the text holds', () => {
  expect(risOf(cited('Vu Q. D. et al. Methods. Frontiers 7, 53–55 (2019). https://doi.org/10.3389/f.1'))).toBe(
    [
      'TY  - JOUR',
      'AU  - Vu, Q. D.',
      'TI  - Methods',
      'T2  - Frontiers',
      'VL  - 7',
      'SP  - 53',
      'EP  - 55',
      'PY  - 2019',
      'DO  - 10.3389/f.1',
      'UR  - https://doi.org/10.3389/f.1',
      'N1  - The citation names the first authors only.',
      'ER  - \r\n',
    ].join('\r\n'),
  );
  expect(risOf(cited('Two\r\nTY  - JOUR', { name: 'A' }))).toBe(
    'TY  - DATA\r\nTI  - A\r\nN1  - Two TY - JOUR\r\nER  - \r\n',
  );
});
