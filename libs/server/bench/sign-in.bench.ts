/**
 * Whether the time of a refused sign-in tells what an address is: node --import ./tools/register.mjs
 * --conditions=@cellboard/source libs/server/bench/sign-in.bench.ts [rounds]
 *
 * Signs in over and over, in turn, with an address that nobody has, one that asked for an account, and wrong passwords
 * for an account, one that is suspended and one with an authenticator app. Prints the median of each kind beside that of
 * addresses that nobody has, and the distance of their distributions (Kolmogorov and Smirnov) with the one that equal
 * distributions exceed in 1 of 100 measurements.
 */
import { DeveloperEntity, MailedTokenEntity, openDatabase, SecondFactorEntity } from '@cellboard/db';
import { findPostgres, startPostgres } from '@cellboard/db/testing';
import { hashPassword } from '../src/accounts/passwords.ts';
import { SignIns } from '../src/accounts/sign-ins.ts';
import { TestServer } from '../src/testing/server.fixture.ts';

const rounds = Number(process.argv[2] ?? 200);
const bin = findPostgres();
if (bin === undefined) throw new Error('No PostgreSQL server was found. Install the package "postgresql".');
const postgres = await startPostgres(bin);
const orm = await openDatabase({ kind: 'postgresql', url: postgres.createDatabase('bench') });
const server = await TestServer.open({ kind: 'postgresql', orm });

const em = orm.em.fork();
const passHash = await hashPassword('horses eat no cucumbers');
const account = (handle: string, more: object = {}) =>
  em.create(DeveloperEntity, { name: handle, handle, email: `${handle}@example.org`, passHash, ...more });
const careful = account('careful');
await em
  .persist([
    account('somebody'),
    account('suspended', { suspendedAt: new Date() }),
    careful,
    em.create(SecondFactorEntity, { developer: careful, secret: 'A'.repeat(32), confirmedAt: new Date() }),
    em.create(MailedTokenEntity, {
      ...{ secretSha256: 'a'.repeat(64), purpose: 'register', email: 'asked@example.org' },
      expiresAt: new Date(Date.now() + 86_400_000),
    }),
  ])
  .flush();

const kinds = ['nobody', 'asked', 'somebody', 'suspended', 'careful'] as const;
const times = new Map<string, number[]>(kinds.map((kind) => [kind, []]));
for (let round = -5; round < rounds; round++) {
  // The order changes, so that none always comes after the same.
  for (const kind of [...kinds].sort(() => Math.random() - 0.5)) {
    await orm.em.fork().execute('delete from throttle');
    const from = performance.now();
    await server.with(SignIns, (signIns) =>
      signIns.check({ email: `${kind}@example.org`, password: 'a guess' }, '192.0.2.1').then(
        () => Promise.reject(new Error('The guess was right.')),
        () => undefined,
      ),
    );
    if (round >= 0) times.get(kind)?.push(performance.now() - from);
  }
}

const sorted = new Map([...times].map(([kind, values]) => [kind, values.sort((a, b) => a - b)]));
const nobody = sorted.get('nobody') ?? [];
const limit = 1.63 * Math.sqrt(2 / rounds);
console.log(`${rounds} refused sign-ins of each kind; equal distributions are less than ${limit.toFixed(3)} apart`);
for (const [kind, values] of sorted) {
  const difference = quantile(values, 0.5) - quantile(nobody, 0.5);
  const spread = `${quantile(values, 0.1).toFixed(1)} to ${quantile(values, 0.9).toFixed(1)} ms`;
  console.log(
    `${kind.padEnd(10)} median ${quantile(values, 0.5).toFixed(2)} ms (${spread}), ${difference.toFixed(2)} ms from nobody's, distance ${distance(values, nobody).toFixed(3)}`,
  );
}
await server.close();
await orm.close();
await postgres.stop();

function quantile(values: readonly number[], part: number): number {
  return values[Math.floor(values.length * part)] ?? 0;
}

/** The largest difference between the shares of two sorted lists that are at most some number. */
function distance(a: readonly number[], b: readonly number[]): number {
  const share = (values: readonly number[], most: number) =>
    values.filter((value) => value <= most).length / values.length;
  return Math.max(...[...a, ...b].map((value) => Math.abs(share(a, value) - share(b, value))));
}
