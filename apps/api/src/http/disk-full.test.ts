import { ProblemDetails } from '@cellboard/contract';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fill, onDisk } from '../testing/disk.fixture.ts';
import { png } from '../testing/pictures.fixture.ts';
import { problemOf } from '../testing/problem.fixture.ts';
import { endPrograms, Program } from '../testing/program.fixture.ts';
import { imageForm } from '../testing/test-api.fixture.ts';

afterEach(endPrograms);

/** Something long enough that some of them do not fit into what the database has left. */
const description = 'x'.repeat(3900);

it('a full disk is named in every refusal and to monitors, reading goes on, and so does writing once there is space', async () => {
  await onDisk(['size=160m'], async (disk) => {
    const program = new Program({ CELLBOARD_DATA: join(disk, 'data') });
    const address = await program.address();
    const authorization = `Bearer ${(await readFile(join(disk, 'data', 'operator-token'), 'utf8')).trim()}`;
    const headers = { authorization, 'content-type': 'application/json' };
    const call = (procedure: string, input: object) =>
      fetch(`${address}/trpc/${procedure}`, { method: 'POST', headers, body: JSON.stringify(input) });
    const makeModel = (slug: string) =>
      call('models.create', { slug, name: 'M', developer: 'Us', description, candidate: { slug: 'base', name: 'B' } });
    const upload = () => {
      const tags = JSON.stringify({ cellType: 'nucleus', modality: 'fluorescence' });
      const body = imageForm({ image: png([1, 2, 3]), truth: png([0, 1, 2]), tags });
      return fetch(`${address}/api/v1/datasets/some/images/one`, { method: 'PUT', headers: { authorization }, body });
    };
    const ready = async () => {
      const response = await fetch(`${address}/api/v1/health/ready`);
      return [response.status, await response.json()] as const;
    };
    const dataset = { slug: 'some', name: 'Some', object: 'cell', licence: 'CC0-1.0' };
    expect((await call('datasets.create', dataset)).status).toBe(200);
    expect(await ready()).toEqual([200, { status: 'ok', database: true, queue: true, disk: true, files: true }]);

    await fill(join(disk, 'filling'));
    expect(await ready()).toEqual([
      503,
      { status: 'unavailable', database: true, queue: true, disk: false, files: true },
    ]);
    expect(await problemOf(await upload())).toMatchObject({
      status: 507,
      code: 'DISK_FULL',
      detail: 'The disk of the server is full. Ask its operator to free some space, then try again.',
    });
    // What the database has reserved already is still written.
    let refused = await makeModel('m0');
    for (let i = 1; refused.status === 200; i++) refused = await makeModel(`m${i}`);
    const { error } = (await refused.json()) as { error: { data: { problem: unknown } } };
    expect([refused.status, ProblemDetails.parse(error.data.problem).code]).toEqual([507, 'DISK_FULL']);
    expect((await fetch(`${address}/trpc/models.list?input=%7B%7D`)).status).toBe(200);

    await rm(join(disk, 'filling'));
    expect((await ready())[0]).toBe(200);
    expect([(await upload()).status, (await makeModel('after')).status]).toEqual([200, 200]);
    await endPrograms();
  });
});
