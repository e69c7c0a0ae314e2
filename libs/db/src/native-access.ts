import type { PGlite } from '@electric-sql/pglite';
import type { MikroORM } from '@mikro-orm/core';
import { databaseKind, type Orm } from './open-database.ts';

/** The database below the ORM, for a library that keeps its own tables in it. */
export type NativeAccess =
  { readonly kind: 'pglite'; readonly client: PGlite } | { readonly kind: 'postgresql'; readonly url: string };

/** The embedded database allows one connection alone, so it is shared; a server is connected to once more. */
export async function nativeAccess(orm: MikroORM): Promise<NativeAccess> {
  if (databaseKind(orm) === 'postgresql') return { kind: 'postgresql', url: orm.config.get('clientUrl') };
  const connection = (orm as unknown as Orm).em.getConnection() as unknown as { getNativeClient(): Promise<PGlite> };
  return { kind: 'pglite', client: await connection.getNativeClient() };
}
