import { DatabaseUnusableError } from '@cellboard/db';
import { EnvError } from '../settings/read-settings.ts';
import { startProblem } from './start-problem.ts';

const failure = (facts: object) => Object.assign(new Error('raw words of the system'), facts);

it.each([
  [
    { code: 'EADDRINUSE', port: 3000 },
    'Port 3000 is taken by another program. Stop it, or choose another port: PORT=3001.',
  ],
  [{ code: 'EACCES', port: 80 }, 'Port 80 needs more rights. Choose one above 1023, such as PORT=3000.'],
  [{ code: 'EADDRNOTAVAIL', address: '10.0.0.9' }, 'This machine has no address 10.0.0.9. Set HOST to'],
  [
    { code: 'EACCES', path: '/srv/data' },
    'The data folder cannot be written at /srv/data: you have no right to write. Fix that, or set CELLBOARD_DATA',
  ],
  [{ code: 'EROFS', path: '/srv/data' }, 'it is read-only'],
  [{ code: 'EEXIST', path: '/srv/data' }, 'a file is in the way'],
  [{ code: 'ENOSPC', path: '/srv/data' }, 'the disk is full'],
  [{ code: 'ECONNREFUSED', address: '127.0.0.1', port: 5432 }, 'No PostgreSQL server answers at 127.0.0.1:5432.'],
  [{ code: 'ENOTFOUND', hostname: 'db' }, 'There is no machine db. Correct DATABASE_URL.'],
  [{ code: 'ECONNREFUSED' }, 'No PostgreSQL server answers. Start it'],
  [{ code: 'ENOENT', syscall: 'mkdir', path: '/proc/x' }, 'cannot be written at /proc/x: no folder can be made there'],
  [{ code: 'ENOSPC' }, 'The data folder cannot be written: the disk is full.'],
  [{ code: 'EAI_AGAIN', hostname: 'db' }, 'The address of db cannot be looked up now.'],
  [{ code: 'ETIMEDOUT' }, 'The PostgreSQL server does not answer.'],
  [{ code: 'ECONNRESET' }, 'is not a PostgreSQL server. Correct DATABASE_URL.'],
  [{ code: '28000' }, 'does not let this user in'],
  [{ code: '3D000' }, 'has no such database. Create it'],
  [{ code: '42501' }, 'may not make tables in that database'],
  [{ code: '53100' }, 'The disk of the PostgreSQL server is full.'],
  [{ code: '53300' }, 'has no connection left'],
  [{ code: '57P03' }, 'is starting or stopping'],
  [{ code: '28P01' }, 'does not take this password'],
])('%j is explained without a stack', (facts, words) => {
  const explained = startProblem(failure(facts));
  expect(explained).toContain(words);
  expect(explained).not.toMatch(/raw words|\n {4}at /);
});

it.each([
  ['timeout exceeded when trying to connect', 'The PostgreSQL server does not answer.'],
  ['Connection terminated due to connection timeout', 'The PostgreSQL server does not answer.'],
  ['Connection terminated unexpectedly', 'is not a PostgreSQL server'],
  ['The server does not support SSL connections', 'Leave out sslmode'],
  ['SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a string', 'asks for a password. Add it to DATABASE_URL'],
])('%s is explained, though it has no code', (message, words) => {
  expect(startProblem(new Error(message))).toContain(words);
});

it('explains what is behind the errors of others, and what several addresses of a machine answered', () => {
  const refused = (address: string) => failure({ code: 'ECONNREFUSED', address, port: 5432 });
  const both = Object.assign(new AggregateError([refused('::1'), refused('127.0.0.1')]), { code: 'ECONNREFUSED' });
  for (const error of [both, new Error('The query failed.', { cause: both })])
    expect(startProblem(error)).toBe('No PostgreSQL server answers at ::1:5432. Start it, or correct DATABASE_URL.');
});

it('passes on what is wrong with the database', () => {
  expect(startProblem(new DatabaseUnusableError('It is damaged.'))).toBe('It is damaged.');
});

it('shows the stack of a file that is missing among our own', () => {
  expect(startProblem(failure({ code: 'ENOENT', syscall: 'open', path: '/x' }))).toContain('This may be a bug');
});

it('passes on what the settings lack', () => {
  expect(startProblem(new EnvError('PORT is wrong'))).toBe('PORT is wrong');
});

it('shows the stack of what nobody foresaw', () => {
  expect(startProblem(new TypeError('x is undefined'))).toMatch(
    /This may be a bug: please report it\.\nTypeError: x is undefined\n {4}at /,
  );
  expect(startProblem('thrown text')).toContain("'thrown text'");
});
