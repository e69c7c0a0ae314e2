import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cellboard, type Run } from '../run-cli.fixture.ts';
import { putImage } from './corner.fixture.ts';

let root: string;
const at = (...parts: string[]) => join(root, ...parts);

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'cellboard-groups-'));
  for (const [i, name] of ['a', 'b', 'c'].entries()) await putImage(root, name, i + 1);
  await writeFile(at('manifest.csv'), 'id,film,frame,z\na,m1,0,\nb,m1,1,\nc,,,4\n');
  const rows = [
    'image,label,film',
    ...['a,m1', 'b,m1', 'c,'].map((row) => row.replace(/^(\w)/, 'images/$1.png,labels/$1.png')),
  ];
  await writeFile(at('list.csv'), `${rows.join('\n')}\n`);
});
afterAll(() => rm(root, { recursive: true, force: true }));

const columns = ['--cluster-column', 'film', '--cluster-kind', 'movie'];
const run = (layout: string, ...more: string[]): Promise<Run> =>
  cellboard('import', layout, root, '--dataset', 'mine', '--object', 'cell', '--dry-run', ...more);
const folder = (...more: string[]) => run('folder', '--manifest', at('manifest.csv'), ...more);
const list = (...more: string[]) => run('csv', '--part', 'list', ...more);

interface Plan {
  readonly images: readonly {
    readonly tags: { readonly cluster: unknown; readonly planeZ: unknown; readonly planeT: unknown };
  }[];
  readonly quality: { readonly clusters: unknown };
}

it('come from columns of the manifest, and the report counts them', async () => {
  const { stdout } = await folder(...columns, '--plane-t-column', 'frame', '--plane-z-column', 'z', '--json');
  const { images, quality } = JSON.parse(stdout) as Plan;
  const cluster = { kind: 'movie', key: 'm1' };
  expect(images.map(({ tags: { cluster, planeZ, planeT } }) => ({ cluster, planeZ, planeT }))).toEqual([
    { cluster, planeZ: null, planeT: 0 },
    { cluster, planeZ: null, planeT: 1 },
    { cluster: null, planeZ: 4, planeT: null },
  ]);
  expect(quality.clusters).toEqual([{ kind: 'movie', clusters: 1, images: 2 }]);
  expect((await folder(...columns)).stdout).toContain('  groups            1 movie with 2 images\n');
});

it('come from columns of a CSV file that lists the images', async () => {
  const { images } = JSON.parse((await list(...columns, '--json')).stdout) as Plan;
  expect(images.map(({ tags }) => tags.cluster)).toEqual([
    { kind: 'movie', key: 'm1' },
    { kind: 'movie', key: 'm1' },
    null,
  ]);
});

it.each<[string, () => Promise<Run>, string]>([
  ['a column without a kind', () => folder('--cluster-column', 'film'), '--cluster-column needs --cluster-kind'],
  ['a kind without a column', () => folder('--cluster-kind', 'movie'), '--cluster-kind needs --cluster-column'],
  [
    'a kind that there is not',
    () => folder('--cluster-column', 'film', '--cluster-kind', 'film'),
    'Allowed choices are movie, slide, donor, well, field.',
  ],
  ['a column that there is not', () => folder('--cluster-column', 'fim', '--cluster-kind', 'movie'), 'no column "fim"'],
  ['a column without a manifest', () => run('folder', ...columns), 'The column "film" has to be in a manifest.'],
  ['a kind without a column in the list', () => list('--cluster-kind', 'movie'), 'has no column "cluster"'],
  ['a column without a kind in the list', () => list('--cluster-column', 'film'), 'Add a column "cluster_kind"'],
])('are refused with %s', async (_, refused, message) => {
  const { code, stderr } = await refused();
  expect(stderr).toContain(message);
  expect(code).toBe(2);
});
