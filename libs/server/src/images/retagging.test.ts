import { vocabularyVersion } from '@cellboard/contract/vocabulary';
import { AuditEntryEntity, ImageEntity } from '@cellboard/db';
import { describeDatabases } from '../testing/databases.fixture.ts';
import { imageOf, truthOf } from '../testing/pictures.fixture.ts';
import { TestServer } from '../testing/server.fixture.ts';
import { retagger, RetaggingService, VOCABULARY_USED } from './retagging.service.ts';

describeDatabases((database) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.open(database);
    await server.publishDataset('early', [{ cells: 1 }, { cells: 2 }, { cells: 3 }]);
  });
  afterAll(() => server.close());

  const em = () => database.orm.em.fork();
  const image = (name: string) =>
    em().findOneOrFail(ImageEntity, { name, datasetVersion: { dataset: { slug: 'early' } } });
  const retag = () => server.with(RetaggingService, (service) => service.retag(retagger));

  it('tags of early releases are written in the words of the vocabulary once, with an audit row for each', async () => {
    await em().execute(`update image set cell_type = 'nucleus (he-pink)', imaging_modality = 'bright-field',
      stain = 'Haematoxylin and eosin', tissue = 'blobs of nothing' where name = 'image-1'`);
    await em().execute(`update image set cell_type = 'SK-OV-3', tissue = 'lymph nodes' where name = 'image-2'`);
    const { id, version } = await image('image-1');
    const before = await em().count(AuditEntryEntity);
    expect(await retag()).toBe(6);
    expect(await image('image-1')).toMatchObject({
      ...{ cellType: 'not stated', imagingModality: 'brightfield', stain: 'H&E', tissue: null },
      version: version + 4,
    });
    expect(await image('image-2')).toMatchObject({ cellType: 'SKOV3', tissue: 'lymph node' });
    expect(await image('image-3')).toMatchObject({ cellType: 'HeLa', imagingModality: 'fluorescence', version: 1 });
    const rows = await em().find(AuditEntryEntity, {}, { orderBy: { id: 'asc' }, offset: before });
    expect(rows).toHaveLength(6);
    expect(rows.filter(({ subject }) => subject === id).map(({ before, after }) => [before, after])).toEqual([
      [{ cellType: 'nucleus (he-pink)' }, { cellType: 'not stated' }],
      [{ imagingModality: 'bright-field' }, { imagingModality: 'brightfield' }],
      [{ stain: 'Haematoxylin and eosin' }, { stain: 'H&E' }],
      [{ tissue: 'blobs of nothing' }, { tissue: null }],
    ]);
    expect(rows[0]).toMatchObject({
      ...{ actor: 'worker:vocabulary', action: 'image.tag', object: 'image' },
      details: { dataset: 'early', name: expect.any(String) as string },
    });
    expect(await retag()).toBe(0);
    expect(await em().count(AuditEntryEntity)).toBe(before + 6);
  });

  it('is done when a server starts', async () => {
    await em().execute(`update image set tissue = 'oesophagus' where name = 'image-3'`);
    const next = await TestServer.open(database);
    expect(await image('image-3')).toMatchObject({ tissue: 'esophagus' });
    await next.close();
  });

  it('an older program leaves the tags alone that a newer vocabulary wrote, and says which wrote them', async () => {
    await em().execute(`update image set tissue = 'a word of tomorrow' where name = 'image-3'`);
    const writtenBy = async () => {
      const [newest] = await em().find(AuditEntryEntity, VOCABULARY_USED, { orderBy: { id: 'desc' }, limit: 1 });
      return newest?.details;
    };
    expect(await writtenBy()).toEqual({ vocabulary: vocabularyVersion });
    await em().execute(`insert into audit_entry (actor, action, object, subject, details)
      values ('worker:vocabulary', 'vocabulary.use', 'image', 'vocabulary', '{"vocabulary": ${vocabularyVersion + 1}}')`);
    await (await TestServer.open(database)).close();
    expect(await image('image-3')).toMatchObject({ tissue: 'a word of tomorrow' });
    expect(await writtenBy()).toEqual({ vocabulary: vocabularyVersion + 1 });
  });

  it('an upload is kept in the words of the vocabulary, and what it does not know stands in the audit log', async () => {
    await server.asOperator((api) => api.datasets.create({ ...dataset, slug: 'late' }));
    const tags = { cellType: 'blob', modality: 'Bright field', stain: 'HE', tissue: 'human liver' };
    const files = { image: await imageOf(1, 50), truth: await truthOf(1) };
    const { id, notes } = await server.addImage('late', 'one', { ...files, tags });
    const unknown = /^The cell type "blob" is not in the vocabulary, so it counts as not stated\./;
    expect(notes).toEqual([expect.stringMatching(unknown)]);
    expect(await em().findOneOrFail(ImageEntity, { id })).toMatchObject({
      ...{ cellType: 'not stated', imagingModality: 'brightfield', stain: 'H&E', tissue: 'liver' },
    });
    expect(await em().findOneOrFail(AuditEntryEntity, { subject: id })).toMatchObject({
      details: { dataset: 'late', name: 'one', notInVocabulary: [{ tag: 'cellType', text: 'blob' }] },
    });
    expect(await server.addImage('late', 'one', { ...files, tags })).toMatchObject({ unchanged: true, notes });
  });

  it('a correction takes any spelling of a word, and refuses others', async () => {
    const tag = (tags: object) =>
      server.asOperator((api) =>
        api.images.tag({ dataset: 'early', images: [{ name: 'image-1', tags }], reason: 'Corrected.' }),
      );
    await tag({ tissue: 'Lymph_Nodes' });
    expect(await image('image-1')).toMatchObject({ tissue: 'lymph node' });
    await expect(tag({ cellType: 'blob' })).rejects.toMatchObject({
      cause: {
        code: 'REQUEST_INVALID',
        message: expect.stringContaining('image-1: The cell type "blob" is not in the vocabulary.') as string,
      },
    });
  });

  const dataset = {
    ...{ name: 'Late', object: 'cell' as const, description: '', licence: 'CC0-1.0', redistributable: true },
    ...{ sourceUrl: null, citation: null },
  } as const;
});
