import { Problem, Slug, type Page, type Principal, type Source, type SourcesQuery } from '@cellboard/contract';
import type { SourcesService as Contract } from '@cellboard/contract/router';
import { SourceRepository } from '@cellboard/db';
import { Injectable } from '@nestjs/common';
import * as z from 'zod';
import { pageFrom, readCursor } from '../paging/cursor.ts';

/** The vocabulary of sources. */
@Injectable()
export class SourcesService implements Contract {
  constructor(private readonly sources: SourceRepository) {}

  async list(_principal: Principal, { cursor, limit }: SourcesQuery): Promise<Page<Source>> {
    const [after] = readCursor(z.tuple([Slug]), cursor) ?? [];
    const rows = await this.sources.vocabulary({ ...(after !== undefined && { after }), limit: limit + 1 });
    return pageFrom(rows, limit, ({ slug }) => [slug]);
  }

  /**
   * Refuses sources that are not in the vocabulary.
   *
   * @throws Problem SOURCE_UNKNOWN
   */
  async assertKnown(_principal: Principal, slugs: readonly Slug[]): Promise<void> {
    const known = await this.sources.known(slugs);
    const unknown = slugs.filter((slug) => !known.has(slug));
    if (unknown.length === 0) return;
    throw new Problem(
      'SOURCE_UNKNOWN',
      `There is no source ${unknown.map((slug) => `"${slug}"`).join(', ')}. \`sources.list\` names every source. Use "private-images" for images that are not public.`,
    );
  }
}
