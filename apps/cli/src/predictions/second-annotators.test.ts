import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@cellboard/sdk';
import { corner, put, truthOf } from '../import/corner.fixture.ts';
import { labelFile } from '../label-file.fixture.ts';
import { cellboard } from '../run-cli.fixture.ts';
import { startApi, type Api } from '../server/api.fixture.ts';

const second = 'Annotator 1 (biologist second round of manual marks up)';
const other = 'Annotator 2 (bioinformatician)';

/** The folders of label images of CryoNuSeg's three annotations. */
const annotations = {
  'biologist-1': 'Annotator 1 (biologist)/label masks modify',
  'biologist-2': `${second}/${second}/label masks modify`,
  bioinformatician: `${other}/${other}/label masks modify`,
};

let folder: string;
let api: Api;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cellboard-annotators-'));
  await mkdir(join(folder, 'data'));
  for (const [i, organ] of ['Human_Skin_01', 'Human_Thymus_02'].entries()) {
    await put(join(folder, 'CryoNuSeg/tissue images', `${organ}.tif`), await labelFile(corner(i + 2)));
    for (const [j, home] of Object.values(annotations).entries())
      await put(join(folder, 'CryoNuSeg', home, `${organ}.tif`), await labelFile(truthOf(i + j)));
  }
  api = await startApi(join(folder, 'data'));
});
afterAll(async () => {
  await api.stop();
  await rm(folder, { recursive: true, force: true });
});

it("takes CryoNuSeg's other annotations as second annotators of its first, which are never ranked", async () => {
  const server = ['--url', api.url, '--data', join(folder, 'data')];
  const imported = await cellboard('import', 'cryonuseg', join(folder, 'CryoNuSeg'), ...server);
  expect([imported.code, imported.stderr]).toEqual([0, expect.any(String)]);
  const model = ['--model', 'cryonuseg-annotators', '--dataset', 'cryonuseg', '--kind', 'annotator'];
  for (const candidate of ['biologist-2', 'bioinformatician'] as const) {
    const labels = join(folder, 'CryoNuSeg', annotations[candidate]);
    const words = [labels, ...model, '--candidate', candidate, '--training-data', 'none', '--json'];
    const run = await cellboard('predictions', 'add', ...words, ...server);
    expect([run.code, run.stderr]).toEqual([0, expect.any(String)]);
    expect(JSON.parse(run.stdout)).toMatchObject({ row: { rank: null, kind: 'annotator', candidate } });
  }
  const { candidates } = await createClient({ url: api.url }).api.models.get.query({ model: 'cryonuseg-annotators' });
  expect(candidates.map(({ slug, kind }) => [slug, kind]).sort()).toEqual([
    ['bioinformatician', 'annotator'],
    ['biologist-2', 'annotator'],
  ]);
});
