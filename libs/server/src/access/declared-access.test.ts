import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SOURCES, undeclaredAccess } from './declared-access.fixture.ts';

const root = fileURLToPath(new URL('../../../../', import.meta.url));

it('says of every service method, procedure and route who may call it', () => {
  expect(undeclaredAccess(root)).toEqual([]);
});

describe('an offender is found', () => {
  let copy: string;
  beforeAll(async () => {
    copy = await mkdtemp(join(tmpdir(), 'cellboard-offenders-'));
    for (const folder of Object.values(SOURCES)) await cp(join(root, folder), join(copy, folder), { recursive: true });
  });
  afterAll(() => rm(copy, { recursive: true, force: true }));

  const service = 'libs/server/src/models/models.service.ts';
  const contract = 'libs/contract/src/models/models.router.ts';
  const list = 'async list(_principal: Principal, ';

  it.each([
    [
      'a default',
      service,
      [list, 'async list(_principal: Principal = operator, '],
      'list has a default for its principal.',
    ],
    [
      'an optional principal',
      service,
      ['async get(_principal: Principal, ', 'async get(_principal: Principal | undefined, '],
      'get may be called without a principal.',
    ],
    [
      'another first parameter',
      service,
      [
        'private async make(principal: Principal, transaction: Transaction',
        'private async make(transaction: Transaction, principal: Principal',
      ],
      'make does not take its principal first.',
    ],
    ['a service method without one', service, [list, 'async list('], 'ModelsService.list does not take a principal.'],
    [
      'an interface without one',
      contract,
      ['list(principal: Principal, query', 'list(query'],
      'ModelsService.list does not take a principal.',
    ],
    [
      'a procedure with the policy of another',
      contract,
      ["create: procedure('models.create')", "create: procedure('models.list')"],
      "The procedure models.create is not built on procedure('models.create').",
    ],
    [
      'a procedure without a policy',
      contract,
      ["get: procedure('models.get')", "steal: procedure('models.steal')"],
      'The procedure models.steal has no policy.',
    ],
    [
      'a procedure that asks no policy',
      contract,
      ["get: procedure('models.get')", 'get: t.procedure'],
      'builds a procedure that asks no policy.',
    ],
    [
      'a route of a controller',
      'apps/api/src/files/pictures.controller.ts',
      ["@Get('truth.webp')", "@Get('secret.webp')"],
      'The route GET /api/v1/images/:image/secret.webp has no policy.',
    ],
    [
      'a method of a controller that a route lacks',
      'apps/api/src/files/prediction-uploads.controller.ts',
      ["@Put(':image')", "@Delete(':image')"],
      'The route DELETE /api/v1/submissions/:submission/predictions/:image has no policy.',
    ],
    [
      'a route of Fastify',
      'apps/api/src/http/host-header.ts',
      ["fastify.addHook('onRequest',", "fastify.get('/secrets', () => 1);\n  fastify.addHook('onRequest',"],
      'The route GET /secrets has no policy.',
    ],
  ] as const)('%s', async (...[, file, [before, after], offence]) => {
    const path = join(copy, file);
    const sound = await readFile(path, 'utf8');
    expect(sound).toContain(before);
    await writeFile(path, sound.replace(before, after));
    try {
      expect(undeclaredAccess(copy)).toContainEqual(
        expect.stringMatching(new RegExp(`${escaped(file)}:\\d+ .*${escaped(offence)}$`)),
      );
    } finally {
      await writeFile(path, sound);
    }
  });
});

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
