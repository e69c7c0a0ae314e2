import { knownFailure } from './known-failure.ts';

const failure = (code: string, message = 'raw') => Object.assign(new Error(message), { code });

it.each(['ECONNREFUSED', 'ENOTFOUND', '57P01', '57P03', '53300', '08006'])('%s is a database that is away', (code) => {
  expect(knownFailure(failure(code))).toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
});

it.each([
  'Connection terminated unexpectedly',
  'Client has encountered a connection error and is not queryable',
  'timeout exceeded when trying to connect',
  'database "cellboard" is not currently accepting connections',
])('"%s" is a database that is away', (message) => {
  expect(knownFailure(new Error(message))).toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
});

it.each(['ENOSPC', 'EDQUOT', '53100'])('%s is a disk that is full', (code) => {
  expect(knownFailure(failure(code))).toMatchObject({ code: 'DISK_FULL' });
});

it('is found behind what others made of it, and kept for the log', () => {
  const cause = failure('ECONNREFUSED');
  const wrapped = new Error('The query failed.', { cause: new Error('The driver failed.', { cause }) });
  expect(knownFailure(wrapped)?.cause).toBe(wrapped);
});

it.each([new Error('relation "x" does not exist'), failure('42P01'), 'thrown text', null])(
  '%s is not known',
  (error) => {
    expect(knownFailure(error)).toBeUndefined();
  },
);
