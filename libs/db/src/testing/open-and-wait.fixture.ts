import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase } from '../open-database.ts';

/** A process of its own that opens the embedded database of a folder, says so, and holds it until it is ended. */
const [, , dataDir = '', rows = '0'] = process.argv;
try {
  const orm = await openDatabase({ kind: 'pglite', dataDir });
  const em = orm.em.fork();
  for (let i = 0; i < Number(rows); i++) {
    await em.execute('insert into developer (id, name, created_at) values (gen_random_uuid(), ?, now())', [
      `${process.pid}-${i}`,
    ]);
  }
  console.log('open');
  process.once('SIGTERM', () => void orm.close().then(() => process.exit(0)));
  await sleep(60_000);
} catch (error) {
  console.log(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
}
