import { ValidationReport, type TaskImage } from '@cellboard/contract';
import { encodeArchive } from '@cellboard/formats';
import * as readers from '@cellboard/formats/node';
import { checkSet } from './check-set.ts';
import { NAMES, SIZE, soundFiles, wrongArchives } from './wrong-archives.fixture.ts';

const images: TaskImage[] = NAMES.map((name) => ({ dataset: 'cells-a', name, ...SIZE, scored: true }));
const target = { task: 'cells', dataset: null, images };

test('an archive of sound files is ready', async () => {
  const file = encodeArchive(await soundFiles());
  const { report } = await checkSet(target, { name: 'predictions.zip', file }, { readers });
  expect(ValidationReport.parse(report)).toMatchObject({
    verdict: 'ready',
    expected: 4,
    found: 4,
    missing: 0,
    problems: [],
  });
  expect(report.cells).toBe(16);
  expect(report.files[0]).toEqual({
    ...{ file: 'img_001.png', dataset: 'cells-a', image: 'img_001', ...SIZE },
    ...{ dtype: 'uint16', format: 'png', cells: 4, maxId: 4, state: 'sound' },
  });
});

test('each wrong archive gets its own message with a fix', async () => {
  const cases = await wrongArchives();
  expect(cases.length).toBeGreaterThanOrEqual(25);
  const messages = new Set<string>();
  for (const { what, name, bytes, code, says } of cases) {
    const { report } = await checkSet(target, { name, file: bytes }, { readers });
    ValidationReport.parse(report);
    const found = report.problems.find((problem) => problem.code === code);
    const text =
      found?.items.map(({ file, image, message }) => `${file ?? ''} ${image ?? ''}: ${message}`).join('\n') ??
      JSON.stringify(report.problems);
    expect({ what, code: found?.code, text }).toEqual({ what, code, text: expect.stringMatching(says) as string });
    expect(found?.fix.length).toBeGreaterThan(5);
    expect(messages.has(`${code} ${text}`)).toBe(false);
    messages.add(`${code} ${text}`);
    // Anything but a warning or a note keeps the set from being sent.
    expect(report.verdict === 'refused').toBe(report.problems.some(({ severity }) => severity === 'error'));
  }
});
