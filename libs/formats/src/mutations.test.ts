import { inspect } from './node.ts';
import { damage, randomNumbers, validFiles } from './mutations.fixture.ts';

/** A million are tried every night, see `bench/mutations.bench.ts`. */
const ROUNDS = 60;

for (const [name, file] of Object.entries(await validFiles())) {
  it(`${name}: every damaged file gets a verdict with a reason, and the sound one is sound`, async () => {
    expect(await inspect(file)).toMatchObject({ ok: true, error: null });
    const random = randomNumbers(2026);
    for (let round = 0; round < ROUNDS; round++) {
      const { ok, error } = await inspect(damage(file, random));
      expect(ok).toBe(error === null);
    }
  });
}
