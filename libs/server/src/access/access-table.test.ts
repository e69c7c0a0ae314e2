import { policies, type Principal, type ProcedureName } from '@cellboard/contract';
import { AuditEntryEntity } from '@cellboard/db';
import { describeEmbedded } from '@cellboard/db/testing';
import { readFileSync } from 'node:fs';
import { outcomeOf } from '../testing/principals.fixture.ts';
import { TestServer } from '../testing/server.fixture.ts';
import { objectOf, objects, type ObjectKind } from './access-objects.fixture.ts';
import { expectedOf, people, renderAccessPage, unlisted, type Outcome, type Person } from './access-table.fixture.ts';
import { makeWorld } from './world.fixture.ts';
import { callByName, inputs, type World } from './requests.fixture.ts';

/** The refusal of what is not there, or hidden. */
const missing: Record<ObjectKind, RegExp> = {
  nothing: /^never/,
  dataset: /^DATASET_NOT_FOUND/,
  'seen dataset': /^(?:DATASET|IMAGE)_NOT_FOUND/,
  'seen task': /^TASK_NOT_FOUND/,
  model: /^(?:MODEL|CANDIDATE)_NOT_FOUND/,
  'seen model': /^MODEL_NOT_FOUND/,
  submission: /^SUBMISSION_NOT_FOUND/,
  'seen submission': /^SUBMISSION_NOT_FOUND/,
  team: /^TEAM_NOT_FOUND/,
};

function seen(kind: ObjectKind, outcome: string): Outcome {
  if (outcome.startsWith('SIGN_IN_REQUIRED')) return 'sign in';
  if (/^(?:NOT_ALLOWED|MODEL_BUILT_IN)/.test(outcome)) return 'no';
  return missing[kind].test(outcome) ? 'hidden' : 'yes';
}

it('is written out in docs/access.md; tools/access-page.mjs writes it again', () => {
  expect(unlisted()).toEqual([]);
  expect(readFileSync(new URL('../../../../docs/access.md', import.meta.url), 'utf8')).toBe(renderAccessPage());
});

describeEmbedded((database) => {
  let server: TestServer;
  let who: Record<Person, Principal>;
  let world: World;
  let restore: () => Promise<void>;
  const em = () => database.orm.em.fork();

  beforeAll(async () => {
    server = await TestServer.open(database);
    ({ who, world, restore } = await makeWorld(server, em));
  });
  afterAll(() => server.close());

  const ask = (principal: Principal, name: ProcedureName, input: unknown) =>
    outcomeOf(server.as(principal, (api) => callByName(api, name, input)));
  const names = Object.keys(inputs).sort() as ProcedureName[];

  it('has every procedure in the table', () => {
    const declared = Object.keys(policies).filter((action) => !action.includes(' '));
    expect(names).toEqual(declared.sort());
  });

  it.each(people)('answers a %s as docs/access.md says, and hides what it hides', async (person) => {
    const changes = await em().count(AuditEntryEntity);
    const wrong: unknown[] = [];
    for (const name of names) {
      const kind = objectOf[name];
      const hidden = new Set<string>();
      for (const which of objects[kind]) {
        const expected = expectedOf(person, name, which);
        const outcome = await ask(who[person], name, inputs[name](world, which));
        if (seen(kind, outcome) !== expected || outcome.startsWith('INTERNAL'))
          wrong.push([name, which, expected, outcome]);
        if (expected === 'hidden') hidden.add(outcome.replaceAll(/"[^"]+"|[0-9a-f-]{36}/g, '…'));
        if (/^(?:teams|invitations|models\.assign)/.test(name)) await restore();
      }
      // What is hidden, and what is missing, in the same words.
      if (hidden.size > 1) wrong.push([name, ...hidden]);
      if (expectedOf(person, name, objects[kind][0]) === 'yes' || kind !== 'nothing') continue;
      // A refusal comes before anything of the input is looked at.
      const refusals = [inputs[name](world, 'any'), { nonsense: true }, undefined].map((one) =>
        ask(who[person], name, one),
      );
      expect(new Set(await Promise.all(refusals)).size).toBe(1);
    }
    expect(wrong).toEqual([]);
    if (person === 'visitor' || person === 'read token') expect(await em().count(AuditEntryEntity)).toBe(changes);
  });

  it('lets nobody in who comes as a part of the server', async () => {
    const worker: Principal = { kind: 'worker', name: 'evaluation' };
    for (const name of names) expect(await ask(worker, name, undefined)).toMatch(/^NOT_ALLOWED: Your role/);
  });
});
