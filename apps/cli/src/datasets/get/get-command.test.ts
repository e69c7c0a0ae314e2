import { catalogDatasets, downloadsOf, recordsOf, type CatalogDataset } from '@cellboard/catalog';
import { licenceClass } from '@cellboard/contract';
import { encodeArchive } from '@cellboard/formats';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { putDsb2018 } from '../../import/two-masks.fixture.ts';
import { cellboard } from '../../run-cli.fixture.ts';
import { nextLines } from './get-dataset.ts';
import { answers, cutAfter, WebFolder } from './web-folder.fixture.ts';

let folder: string;
let web: WebFolder;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cellboard-get-'));
  await putDsb2018(join(folder, 'source'));
  const entries = await readdir(join(folder, 'source'), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  const packed = await Promise.all(
    files.map(async (file) => [relative(join(folder, 'source'), file), new Uint8Array(await readFile(file))] as const),
  );
  const archive = encodeArchive(Object.fromEntries(packed));
  web = await WebFolder.open({ 'stage1_train.zip': archive, 'CellBinDB.zip': archive });
});
afterAll(async () => {
  await web[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

const get = (...words: string[]) => cellboard('datasets', 'get', ...words);
const dsb = (to: string, ...words: string[]) => get('dsb2018', '--from', web.url, '--to', join(folder, to), ...words);

it('shows the licence, and downloads nothing until it is accepted', async () => {
  const { code, stderr } = await dsb('refused');
  expect(code).toBe(2);
  expect(stderr).toMatch(/^DSB2018\nLicence: CC0-1\.0\nTerms: {3}https:.*\nCite: {4}Caicedo/);
  expect(stderr).toContain('error: Nothing was downloaded. Read the licence, then add --accept-licence.');
  expect(web.asked).toEqual([]);
});

it('downloads the files over cut connections, and says what to do next', async () => {
  web.troubles.push(cutAfter(500, join(folder, 'plain', 'stage1_train.zip.part')));
  const { code, stdout, stderr } = await dsb('plain', '--accept-licence');
  expect(code).toBe(0);
  expect(stderr).toMatch(/stage1_train\.zip: the connection .* Trying again in 1 s\./);
  expect(stdout).toMatch(
    /plain\/stage1_train\.zip {2}[\d.]+ kB {2}downloaded, no checksum is published; SHA-256 [0-9a-f]{64}\n/,
  );
  expect(stdout).toContain(`  npx cellboard import dsb2018 ${join(folder, 'plain')} --dry-run`);
  expect(await readdir(join(folder, 'plain'))).toEqual(['stage1_train.zip']);
  expect((await dsb('plain', '--accept-licence')).stdout).toContain('was there already');
});

it('imports what it downloaded, and can be read by programs', async () => {
  const run = await dsb(
    'imported',
    '--accept-licence',
    '--import',
    '--dry-run',
    '--json',
    '--url',
    'http://127.0.0.1:9',
  );
  expect(run.code).toBe(0);
  expect(JSON.parse(run.stdout)).toMatchObject({ dataset: 'dsb2018', images: [{ name: 'a' }, { name: 'b' }] });
  const { stdout } = await dsb('imported', '--accept-licence', '--json');
  expect(JSON.parse(stdout)).toEqual({
    dataset: 'dsb2018',
    folder: join(folder, 'imported'),
    files: [
      expect.objectContaining({
        file: join(folder, 'imported', 'stage1_train.zip'),
        verified: false,
        downloaded: false,
      }),
    ],
  });
});

it.each([
  [
    ['tissuenet'],
    /TissueNet needs an account with its provider\. Get it by hand from https:.*:\n {2}1\. .*\n[^]*Then run: npx cellboard import tissuenet/,
  ],
  [['digestpath'], /DigestPath cannot be used here\. It has no masks of cells/],
  [['tnbc', '--record', 'brain'], /TNBC has no record "brain"\. Use one of: tnbc-and-brain\./],
  [['dsb2018', '--record', 'x'], /DSB2018 has no record "x"\. Leave out --record: it has no other files\./],
  [['dsb2017'], /There is no dataset "dsb2017" in the catalogue\. Did you mean dsb2018\?/],
  [['dsb2018', '--from', 'here'], /--from here is not a web address/],
  [
    ['dsb2018', '--from', 'http://127.0.0.1:1/', '--to', '/proc/x', '--accept-licence'],
    /The folder \/proc\/x cannot be made/,
  ],
])('says of %j what to do instead', async (words, message) => {
  const { code, stderr, stdout } = await get(...words);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(message);
});

it('prints the commands of the catalogue that read the files', async () => {
  const to = join(folder, 'both');
  const { stdout } = await get('cellbindb', '--from', web.url, '--to', to, '--accept-licence');
  expect(stdout).toContain(
    `  npx cellboard import cellbindb ${to} --dry-run\n` +
      `  npx cellboard import cellbindb ${to} --object cell --dataset cellbindb-cells --dry-run\n` +
      `  npx cellboard import cellbindb ${to} --part he --dataset cellbindb-he --dry-run\n`,
  );
});

it.each(
  catalogDatasets.flatMap((dataset) => [undefined, ...recordsOf(dataset.slug)].map((r) => [dataset, r] as const)),
)('the commands that it prints of each dataset are those of the catalogue: $0.slug $1', (dataset, record) => {
  const lines = nextLines(dataset, 'here', { url: '', data: '', publish: true, ...(record && { record }) });
  const imports = lines.filter((line) => line.startsWith('  npx')).map((line) => line.trim().replace(' --dry-run', ''));
  const all = dataset.facts.commands.map((command) => command.replace(/^(npx cellboard import [\w-]+) \S+/, '$1 here'));
  expect(all).toEqual(expect.arrayContaining(imports));
  if (downloadsOf(dataset.slug, record).length > 0) expect(imports).not.toEqual([]);
  if (record === undefined && imports.length > 0) expect(all).toContain(imports[0]);
  if (record !== undefined) expect(imports[0]).toContain(` --dataset ${record}`);
});

it('names the file that its provider has no more', async () => {
  web.troubles.push(answers(404));
  const { code, stderr } = await dsb('gone', '--accept-licence');
  expect(code).toBe(2);
  expect(stderr).toContain(`${web.url}stage1_train.zip cannot be downloaded: the server answered 404.`);
  expect(await readdir(join(folder, 'gone'))).toEqual([]);
});

it('the catalogue lists what can be downloaded', async () => {
  const { stdout } = await cellboard('datasets', 'catalogue');
  expect(stdout).toMatch(/dsb2018 .*datasets get/);
  expect(stdout).toMatch(/tissuenet .*with an account/);
  expect(stdout).toMatch(/digestpath .*cannot be used/);
  expect(stdout).toMatch(/[0-9]+ datasets, [0-9]+ of which can be imported\./);
  expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
  const all = JSON.parse((await cellboard('datasets', 'catalogue', '--json')).stdout) as {
    slug: string;
    downloads: unknown[];
  }[];
  expect(all.find(({ slug }) => slug === 'dsb2018')?.downloads).toEqual([
    {
      url: 'https://data.broadinstitute.org/bbbc/BBBC038/stage1_train.zip',
      file: 'stage1_train.zip',
      bytes: null,
      sha256: null,
    },
  ]);
});

it('the catalogue is narrowed by stain, licence and size, in the classes of the page', async () => {
  const words = ['--stain', 'hematoxylin and eosin', '--licence', 'noncommercial', '--size', 'small', '--json'];
  const { stdout } = await cellboard('datasets', 'catalogue', ...words);
  const found = JSON.parse(stdout) as CatalogDataset[];
  const isSmall = ({ facts: { images } }: CatalogDataset) => images !== null && images < 100;
  const expected = catalogDatasets.filter(
    (dataset) => dataset.facts.stains.includes('H&E') && licenceClass(dataset) === 'noncommercial' && isSmall(dataset),
  );
  expect(expected.length).toBeGreaterThan(0);
  expect(found.map(({ slug }) => slug)).toEqual(expected.map(({ slug }) => slug));
});

it.each([
  ['--stain', 'ink', /no dataset of the catalogue has the stain "ink"\. Use one of: .*H&E/],
  ['--licence', 'mine', /Allowed choices are free, noncommercial, linked, unknown, unverified/],
  ['--size', 'huge', /Allowed choices are small, medium, large/],
])('the catalogue has no %s %s, and the message says which there are', async (option, value, message) => {
  const { code, stderr } = await cellboard('datasets', 'catalogue', option, value);
  expect(code).toBe(2);
  expect(stderr).toMatch(message);
});

it('the catalogue is narrowed by what is outlined, by modality and by use', async () => {
  const words = ['--object', 'cell', '--modality', 'DIC', '--usable', '--json'];
  const { stdout } = await cellboard('datasets', 'catalogue', ...words);
  const found = JSON.parse(stdout) as { slug: string; facts: Record<string, unknown> }[];
  expect(found.map(({ slug }) => slug)).toEqual(expect.arrayContaining(['bbbc030', 'ctc']));
  for (const { facts } of found)
    expect(facts).toMatchObject({
      ineligible: null,
      objects: expect.arrayContaining(['cell']) as string[],
      modalities: expect.arrayContaining(['differential interference contrast']) as string[],
    });
  const { code, stderr } = await cellboard('datasets', 'catalogue', '--modality', 'sonar');
  expect(code).toBe(2);
  expect(stderr).toMatch(/no dataset of the catalogue has the modality "sonar"\. Use one of: brightfield, /);
});
