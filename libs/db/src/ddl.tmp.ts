import { MikroORM } from '@mikro-orm/pglite';
import { entities } from './entities/entities.ts';
const orm = await MikroORM.init({ entities, dbName: 'memory://' });
console.log(await orm.schema.getCreateSchemaSQL());
process.exit(0);
