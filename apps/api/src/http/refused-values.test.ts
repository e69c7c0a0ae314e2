import { describeDatabases } from '@cellboard/db/testing';
import { problemOfCall } from '../testing/problem.fixture.ts';
import { TestApi } from '../testing/test-api.fixture.ts';

describeDatabases((database) => {
  let api: TestApi;
  beforeAll(async () => {
    api = await TestApi.open(database);
  });
  afterAll(() => api.close());

  const makeModel = (more: object) => {
    const model = { slug: 'refused', name: 'Refused', developer: 'Us', candidate: { slug: 'base', name: 'Base' } };
    const body = JSON.stringify({ ...model, ...more });
    return api.operate('/trpc/models.create', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
  };

  it.each<[string, object, RegExp]>([
    [
      'an address that is too long',
      { codeUrl: `https://example.org/${'x'.repeat(2000)}` },
      /^codeUrl: Use at most 2,000/,
    ],
    ['an address with a password', { paperUrl: 'https://me:word@example.org' }, /^paperUrl: Leave out the user name/],
    ['an address with a user', { paperUrl: 'https://me@example.org' }, /^paperUrl: Leave out the user name/],
    ['an address of another kind', { codeUrl: 'javascript:alert(1)' }, /^codeUrl: Use a web address/],
    ['a name that turns text round', { name: 'a\u202Etxt.exe' }, /^name: Leave out control characters/],
    ['a name with a control character', { developer: 'a\u0007b' }, /^developer: Leave out control characters/],
    ['a name of two lines', { licence: 'MIT\nor not' }, /^licence: Leave out control characters/],
    ['a description that turns text round', { description: '\u2067a' }, /^description: Leave out control characters/],
  ])('answers 400 for %s', async (_what, words, detail) => {
    const problem = await problemOfCall(await makeModel(words));
    expect(problem).toMatchObject({ status: 400, code: 'REQUEST_INVALID' });
    expect(problem.detail).toMatch(detail);
  });

  describe('a value that the database refuses', () => {
    const sent = 'what somebody sent';
    beforeAll(() =>
      database.orm.em.fork().execute(`alter table developer add constraint not_this check (name <> '${sent}')`),
    );
    afterAll(() => database.orm.em.fork().execute('alter table developer drop constraint not_this'));

    it('is not in the log, which has the constraint', async () => {
      const { code, requestId } = await problemOfCall(await makeModel({ developer: sent }));
      expect(code).toBe('INTERNAL');
      const logged = api.log.filter((line) => line.includes(requestId)).join('');
      expect(logged).toContain('not_this');
      expect(api.log.join('')).not.toMatch(/what somebody sent|Failing row|insert into/);
    });
  });
});
