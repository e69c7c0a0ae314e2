import fc from 'fast-check';
import { FormatError } from './format-error.ts';
import { inspect, readCheckedLabels } from './node.ts';
import { oneLine, visible } from './one-line.ts';

it.each([
  ['\u001b[31mred\u0007', '\\u001b[31mred\\u0007'],
  ['gpj.\u202eexe', 'gpj.\\u202eexe'],
  ['a\rb\u009b', 'a\\u000db\\u009b'],
  ['zero\u200bwidth\ufeff \u{e0001}\ud800', 'zero\\u200bwidth\\ufeff \\udb40\\udc01\\ud800'],
  ['β-cell\tµm\r\nüß 漢 👩\u200d🔬\n', 'β-cell\tµm\r\nüß 漢 👩\u200d🔬\n'],
])('shows characters that would act on the terminal: %j', (text, shown) => {
  expect(visible(text)).toBe(shown);
  expect(JSON.parse(visible(JSON.stringify(text)))).toBe(text);
});

it('leaves one line of any text, which is the same text in JSON', () => {
  expect(oneLine('a\nb\r\n\tc\u2028')).toBe('a\\nb\\r\\n\\tc\\u2028');
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(oneLine(text)).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u);
      expect(JSON.parse(oneLine(JSON.stringify(text)))).toBe(text);
    }),
    { seed: 2026, numRuns: 500 },
  );
});

describe('names inside of files', () => {
  const bytes = (json: unknown) => new TextEncoder().encode(JSON.stringify(json));
  const square = (at: number, name: string) => ({
    type: 'Feature',
    geometry: { type: 'Polygon', coordinates: [[[at, 0], [at + 3, 0], [at + 3, 3], [at, 3], [at, 0]]] }, // prettier-ignore
    properties: { classification: { name }, objectType: 'detection' },
  });
  const evil = 'Tumor\nerror: all is well\u001b[2J';
  const features = [square(0, evil), square(5, 'Stroma')];

  it('break no line of an error', async () => {
    expect(new FormatError('CORRUPT', evil).message).toBe('Tumor\\nerror: all is well\\u001b[2J');
    const { error } = await inspect(bytes({ type: 'FeatureCollection', features }), { class: 'none\nhere' });
    expect(error?.message).toContain('Tumor\\nerror: all is well\\u001b[2J');
  });

  it('break no line of a note', async () => {
    const line = { ...square(9, 'x'), geometry: { type: 'LineString', coordinates: [[0, 0], [1, 1]] } }; // prettier-ignore
    const file = bytes({ type: 'FeatureCollection', features: [...features, line] });
    const { notes } = await readCheckedLabels(file, { class: 'Stroma' });
    expect(notes.length).toBeGreaterThan(0);
    for (const note of notes) expect(note).not.toMatch(/[\n\u001b]/);
  });
});
