import { WebAddress } from '@cellboard/contract';
import { catalogDatasets } from './catalog-datasets.ts';
import { downloadsOf, recordsOf } from './downloads.ts';

const offered = catalogDatasets.filter(({ slug }) => downloadsOf(slug).length > 0);

it('are offered for what can be imported and is open to everyone', () => {
  expect(offered.length).toBeGreaterThan(18);
  expect(offered.filter(({ facts }) => facts.ineligible !== null || facts.access !== 'open')).toEqual([]);
});

it.each(offered.map(({ slug }) => slug))(
  '%s has an address, a name of its own and a sound checksum for each file',
  (slug) => {
    for (const record of [undefined, ...recordsOf(slug)]) soundFiles(downloadsOf(slug, record));
  },
);

function soundFiles(files: ReturnType<typeof downloadsOf>): void {
  expect(files.length).toBeGreaterThan(0);
  expect(new Set(files.map(({ file }) => file)).size).toBe(files.length);
  for (const { url, file, bytes, sha256 } of files) {
    expect(WebAddress.parse(url)).toBe(url);
    expect(url).toMatch(/^https:/);
    expect(file).toMatch(/^[\w.-]+\.(?:zip|json)$/);
    expect(bytes === null || bytes > 0).toBe(true);
    expect(sha256 ?? 'f'.repeat(64)).toMatch(/^[0-9a-f]{64}$/);
  }
}

it('a second record has files of its own', () => {
  expect(recordsOf('tnbc')).toEqual(['tnbc-and-brain']);
  expect(recordsOf('pannuke')).toEqual([]);
  expect(downloadsOf('tnbc', 'tnbc-and-brain')).toEqual([
    {
      url: 'https://zenodo.org/records/3552674/files/TNBC_and_Brain_dataset.zip',
      file: 'TNBC_and_Brain_dataset.zip',
      bytes: null,
      sha256: 'fa8a71748e04f5e6b8c9b5cdb79bb44c0096b6c0fd899c4b963e2e16fc521cf3',
    },
  ]);
  expect(downloadsOf('tnbc', 'another')).toEqual([]);
});

it('are none for a dataset that takes an account, and for one that nobody knows', () => {
  expect([downloadsOf('tissuenet'), downloadsOf('nobodys')]).toEqual([[], []]);
});

it('belong to catalogued datasets alone', () => {
  const all = ['tnbc', 'nuinsseg', 'lynsec', 'puma', 'pannuke', 'cytodark0', 'cellbindb', 'neurips-2022', 's-bsst265'];
  const more = ['aitslab-bioimaging1', 'deepbacs', 'helacytonuc', 'vicar-qpi', 'dsb2018', 'bbbc007', 'bbbc020'];
  const rest = ['bbbc030', 'bbbc039', 'hpa-cell-segmentation', 'livecell'];
  expect(offered.map(({ slug }) => slug).sort()).toEqual([...all, ...more, ...rest].sort());
});
