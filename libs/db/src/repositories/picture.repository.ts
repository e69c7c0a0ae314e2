import type { ImageId } from '@cellboard/contract';
import { sql } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { ImageEntity } from '../entities/image.entity.ts';

/** Reads and writes which images have their small pictures. */
export class PictureRepository {
  private readonly em: SqlEntityManager;

  constructor(em: SqlEntityManager) {
    this.em = em;
  }

  /** Images whose pictures were not drawn by these rules, a few at a time, in the order of their ids, after one of them. */
  lacking(rules: number, { after, limit }: { after: ImageId | null; limit: number }): Promise<ImageEntity[]> {
    const where = { ...lackingBy(rules), ...(after !== null && { id: { $gt: after } }) };
    return this.em.find(ImageEntity, where, { orderBy: { id: 'asc' }, limit, refresh: true });
  }

  /** How many images have pictures that were drawn by these rules, and how many there are. */
  async progress(rules: number): Promise<{ done: number; total: number }> {
    const total = await this.em.count(ImageEntity);
    return { done: total - (await this.em.count(ImageEntity, lackingBy(rules))), total };
  }

  /** Writes down that the pictures of an image are there. It is no change of the tags, so that their version stays. */
  async keep(id: ImageId, rules: number): Promise<void> {
    await this.em.execute(sql`update image set pictured_with = ${rules} where id = ${id}`);
  }
}

const lackingBy = (rules: number) => ({ $or: [{ picturedWith: null }, { picturedWith: { $lt: rules } }] });
