import { DeveloperEntity } from '@cellboard/db';
import { describeDatabases } from '@cellboard/db/testing';
import { loggedError } from './logged-error.ts';

const secret = 'what somebody sent';

describeDatabases((database) => {
  const em = () => database.orm.em.fork();
  const insert = 'insert into developer (id, name, created_at) values (gen_random_uuid(), ?, ?)';
  const twice = async () => {
    const fork = em();
    for (let i = 0; i < 2; i++) fork.create(DeveloperEntity, { name: secret });
    await fork.flush();
  };
  const failures: Record<string, { run: () => Promise<unknown>; facts: object }> = {
    'a row that is there already': {
      run: twice,
      facts: {
        type: 'UniqueConstraintViolationException',
        message: 'duplicate key value violates unique constraint "developer_name_unique"',
        code: '23505',
        table: 'developer',
        constraint: 'developer_name_unique',
      },
    },
    'a row that lacks a value': {
      run: () => em().execute(insert, [secret, null]),
      facts: {
        message: 'null value in column "created_at" of relation "developer" violates not-null constraint',
        code: '23502',
        column: 'created_at',
      },
    },
    'a value of another type': {
      run: () => em().execute(insert, ['x', secret]),
      facts: { message: 'invalid input syntax for type timestamp with time zone: "…"', code: '22007' },
    },
    'a value with quotes': {
      run: () => em().execute('select ?::uuid', [`a" ${secret} "b`]),
      facts: { message: 'invalid input syntax for type uuid: "…"', code: '22P02' },
    },
    'a query of a table that is not there': {
      run: () => em().execute('select * from nowhere where name = ?', [secret]),
      facts: { message: 'relation "nowhere" does not exist', code: '42P01' },
    },
  };

  it.each(Object.keys(failures))('%s is logged with its facts, and without the values', async (what) => {
    const failure = failures[what];
    const error = await failure?.run().then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(Error);
    for (const one of [error, new Error('It failed.', { cause: error })]) {
      const logged = JSON.stringify(loggedError(one));
      expect(logged).not.toContain(secret);
      expect(logged).not.toMatch(/insert into|select /);
      expect(logged).toContain('    at ');
    }
    expect(loggedError(error)).toMatchObject(failure?.facts ?? {});
  });
});

it('an error of the system keeps what the system says', () => {
  const facts = { code: 'ENOSPC', errno: -28, syscall: 'write', more: 'not logged' };
  const error = Object.assign(new Error('ENOSPC: no space left on device, write'), facts);
  expect(loggedError(error)).not.toHaveProperty('more');
  expect(loggedError(error)).toMatchObject({
    ...{ type: 'Error', message: 'ENOSPC: no space left on device, write', code: 'ENOSPC', syscall: 'write' },
  });
});

it('errors in errors are logged too, and what is no error stays as it is', () => {
  const error = new AggregateError([new TypeError('one')], 'several', { cause: 'text' });
  expect(loggedError(error)).toMatchObject({
    ...{ message: 'several', cause: 'text', errors: [{ type: 'TypeError', message: 'one' }] },
  });
  for (const value of ['text', null, undefined, { err: 1 }]) expect(loggedError(value)).toBe(value);
});
