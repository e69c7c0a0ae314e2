import { inspect } from './inspect.ts';
import { mutate, randomNumbers, validFiles } from './mutations.fixture.ts';

/** More are tried by `bench/mutations.bench.ts`. */
const ROUNDS = 400;

for (const [name, file] of Object.entries(validFiles())) {
  it(`${name}: every damaged file gets a verdict with a reason, and the sound one its cells`, async () => {
    expect(await inspect(file)).toMatchObject({ ok: true, cells: expect.any(Number) as number });
    const random = randomNumbers(2026);
    for (let round = 0; round < ROUNDS; round++) {
      const { ok, error } = await inspect(mutate(file, random));
      expect(ok).toBe(error === null);
    }
  });
}
