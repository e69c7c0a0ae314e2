import { Problem } from '@cellboard/contract';
import { advising, overHttp, withoutChoices } from './over-http.ts';

const advice = 'Choose one of 1 to 2 with --plane, or say with --objects that each is a mask.';

it('names the fields of a query beside the options of the command line', () => {
  expect(overHttp(advice)).toBe(
    'Choose one of 1 to 2 with plane=N in the query (--plane of the command line), or say with objects=true in the query (--objects of the command line) that each is a mask.',
  );
  expect(overHttp('Choose --planes.')).toBe('Choose --planes.');
});

it('says that a form has no such field', () => {
  expect(withoutChoices(advice)).toContain('a form has no field for them, so upload a file that needs no such choice.');
  expect(withoutChoices('It is damaged.')).toBe('It is damaged.');
});

it('leaves the code of a problem, and other errors, as they are', async () => {
  const problem = new Problem('PREDICTION_UNREADABLE', advice);
  await expect(advising(Promise.reject(problem), overHttp)).rejects.toMatchObject({
    code: 'PREDICTION_UNREADABLE',
    message: overHttp(advice),
  });
  const fault = new Error('--plane');
  await expect(advising(Promise.reject(fault), overHttp)).rejects.toBe(fault);
});
