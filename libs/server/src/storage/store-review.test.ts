import type { Shelf, StoreFinding } from '@cellboard/contract';
import { CellRecordEntity, EvaluationEntity, LabelFileEntity, StoredFileEntity } from '@cellboard/db';
import { utimes } from 'node:fs/promises';
import { describeEmbedded } from '../testing/databases.fixture.ts';
import { runJobs, submit } from '../testing/evaluations.fixture.ts';
import { png } from '../testing/pictures.fixture.ts';
import { TestServer, words } from '../testing/server.fixture.ts';
import { FileStore, type FileRef } from './file-store.ts';

describeEmbedded((database) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.open(database);
    await server.asOperator((api) => api.models.create(words.model('alpha')));
    await server.publishDataset('tissue', [{ cells: 2 }, { cells: 3 }]);
    const predictions = { 'image-1': await png([0, 5, 0, 0, 0], [0, 5, 0, 0, 0]) };
    await submit(server, { task: 'cells', model: 'alpha', predictions });
    await runJobs(database, server);
  });
  afterAll(() => server.close());

  const em = () => database.orm.em.fork();
  const check = (file: FileRef) => server.with(FileStore, (store) => store.check(file));
  const put = (shelf: Shelf, text: string) => server.keep(shelf, Buffer.from(text));
  async function review(repair: boolean, shelf?: Shelf): Promise<StoreFinding[]> {
    const findings: StoreFinding[] = [];
    for (let cursor: string | null | undefined; cursor !== null;) {
      const query = { repair, limit: 2, ...(shelf && { shelf }), ...(cursor !== undefined && { cursor }) };
      const page = await server.asOperator((api) => api.storage.review(query));
      findings.push(...page.findings);
      cursor = page.next;
    }
    return findings;
  }
  const found = (kind: string, subject: string, more: object = {}) => {
    return { kind, subject, outcome: 'found', reason: null, ...more };
  };
  const nameOf = ({ shelf, sha256 }: FileRef) => `${shelf}/${sha256}`;
  const young = { reason: expect.stringContaining('younger than a day') as string };

  it('finds nothing where everything belongs together', async () => {
    expect(await review(true)).toEqual([]);
  });

  it('lists files without a row and removes those that nobody can be about to name', async () => {
    const [old, fresh] = await Promise.all([put('truth', 'old'), put('prediction', 'fresh')]);
    await server.with(FileStore, (store) => store.withLocal(old, (path) => utimes(path, 1, 1)));
    const both = [found('unknownFile', nameOf(old)), found('unknownFile', nameOf(fresh), young)];
    expect(await review(false)).toEqual(both);
    expect(await review(false, 'prediction')).toEqual(both.slice(1));
    expect(await review(true)).toEqual([{ ...both[0], outcome: 'removed' }, both[1]]);
    expect([await check(old), await check(fresh)]).toEqual([null, true]);
    await server.with(FileStore, (store) => store.remove(fresh));
  });

  it('never removes a file that a row names, however old it is', async () => {
    const rows = await em().find(StoredFileEntity, {});
    for (const { shelf, sha256 } of rows)
      await server.with(FileStore, (store) => store.withLocal({ shelf, sha256 }, (path) => utimes(path, 1, 1)));
    expect(await review(true)).toEqual([]);
    for (const { shelf, sha256 } of rows) expect(await check({ shelf, sha256 })).toBe(true);
  });

  it('frees rows without a use, and makes label files and records that are missing', async () => {
    const unused = await put('prediction', 'unused');
    await em().insert(StoredFileEntity, unused);
    const row = await em().findOneOrFail(LabelFileEntity, { original: { shelf: 'truth' } }, { populate: ['file'] });
    const label = { shelf: 'truth', sha256: row.file!.sha256 } as const;
    const original = `truth/${row.original.sha256}`;
    await em().nativeDelete(LabelFileEntity, { file: { shelf: 'truth', sha256: label.sha256 } });
    const { id } = await em().findOneOrFail(EvaluationEntity, { state: 'scored' });
    const record = await em().findOneOrFail(CellRecordEntity, { evaluation: id }, { populate: ['file'] });
    await em().nativeDelete(CellRecordEntity, { evaluation: id });
    const sheet = `sheet/${record.file!.sha256}`;
    const all = [
      ...[nameOf(label), nameOf(unused), sheet].map((name) => found('unusedFile', name)),
      ...[found('noLabelFile', original), found('noRecord', id)],
    ];
    const sorted = (findings: readonly unknown[]) => findings.map((one) => JSON.stringify(one)).sort();
    expect(sorted(await review(false))).toEqual(sorted(all));
    const outcomes = ['removed', 'removed', 'removed', 'made', 'queued'];
    expect(sorted(await review(true))).toEqual(sorted(all.map((one, i) => ({ ...one, outcome: outcomes[i] }))));
    expect([await check(unused), await check(label)]).toEqual([null, true]);
    expect(await review(false)).toEqual([]); // the record waits for its job
    const job = await em().execute<unknown[]>(`delete from pgboss.job where name = 'record-cells' returning 1`);
    expect([job.length, await review(false)]).toEqual([1, [found('noRecord', id)]]);
  });
});
