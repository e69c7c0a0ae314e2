import { plainTable } from './tables.ts';
import { print, printLines, tell, tellList, timeLeft } from './terminal.ts';

it('leaves every line of a list one line, whatever names are in it', () => {
  const { text, restore } = listenTo('stderr');
  try {
    tell('error: There is no file a\nerror: all is well\u001b[2J.');
    tellList('2 files:', ['a\tb', 'gpj.\u202eexe']);
  } finally {
    restore();
  }
  expect(text()).toBe(
    'error: There is no file a\\nerror: all is well\\u001b[2J.\n2 files:\n  a\\tb\n  gpj.\\u202eexe\n',
  );
});

it('leaves every line and row of a result one line', () => {
  const { text, restore } = listenTo('stdout');
  try {
    printLines('a\nb', 'c\u009b');
    print(plainTable(['Name'], [['d\ne\r\u200b']]));
    print(JSON.stringify({ name: 'f\n\u202e' }));
  } finally {
    restore();
  }
  const [first, second, , row, json] = text().split('\n');
  expect([first, second, row?.trim()]).toEqual(['a\\nb', 'c\\u009b', 'd\\ne\\r\\u200b']);
  expect(JSON.parse(json ?? '')).toEqual({ name: 'f\n\u202e' });
});

function listenTo(stream: 'stdout' | 'stderr'): { text: () => string; restore: () => void } {
  const pieces: string[] = [];
  const write = process[stream].write.bind(process[stream]);
  process[stream].write = (piece: string | Uint8Array) => pieces.push(String(piece)) > 0;
  return {
    text: () => pieces.join(''),
    restore: () => {
      process[stream].write = write;
    },
  };
}

it('says nothing of the time that is left before a twentieth is done, and when all is', () => {
  expect([0, 0.049, 1].map((progress) => timeLeft(progress, 60_000))).toEqual(['', '', '']);
});

it.each([
  [0.05, 1000, ', 19s left'],
  [0.5, 59_000, ', 59s left'],
  [0.5, 60_000, ', 1m0s left'],
  [0.1, 10_000, ', 1m30s left'],
  [0.5, 3_700_000, ', 1h1m left'],
])('after %d of the work in %d ms it is%s', (progress, elapsed, words) => {
  expect(timeLeft(progress, elapsed)).toBe(words);
});
