import { EnvError } from '@cellboard/server';
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
  [{ code: '28P01' }, 'does not take this password'],
])('%j is explained without a stack', (facts, words) => {
  const explained = startProblem(failure(facts));
  expect(explained).toContain(words);
  expect(explained).not.toMatch(/raw words|\n {4}at /);
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
