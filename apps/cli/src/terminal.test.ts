import { plainTable } from './tables.ts';
import { countText, print, printLines, tell, tellList, timeLeft } from './terminal.ts';

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

it.each([
  [0, {}, 500, '0 images, … a second'],
  [1200, {}, 60_000, '1,200 images, 20 a second'],
  [30, { total: 475 }, 12_000, '30 of 475 images, 2.5 a second, 2m58s left'],
  [5300, { total: 5239, isAbout: true }, 100_000, '5,300 of about 5,239 images, 53 a second'],
])('a count of %d with %j after %d ms reads %s', (...args) => {
  const [done, counted, elapsed, words] = args;
  expect(countText(done, { things: 'images', ...counted }, elapsed)).toBe(words);
});
