import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { Slug } from '@cellboard/contract';
import { CROISSANT, DatasetDescriptionsService } from '@cellboard/server';
import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { parseWords } from './parse-words.ts';

/** What is known of a dataset as files. Their addresses are in the contract's `datasetFiles`. */
@Controller('api/v1/datasets/:dataset')
export class DatasetFilesController {
  constructor(private readonly descriptions: DatasetDescriptionsService) {}

  @Get('croissant.json')
  async croissant(
    @Param('dataset') address: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const dataset = parseWords(Slug, address);
    const origin = `${request.protocol}://${request.host}`;
    const text = JSON.stringify(await this.descriptions.croissant(request.principal, dataset, origin), null, 2);
    const tag = createHash('sha256').update(text).digest('hex');
    if (await isKnown(tag, { request, reply })) return;
    await reply.type(`application/ld+json; profile="${CROISSANT}"; charset=utf-8`).send(text);
  }

  @Get('images.csv')
  async images(
    @Param('dataset') address: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const dataset = parseWords(Slug, address);
    const { sha256, chunks } = await this.descriptions.images(request.principal, dataset);
    if (await isKnown(sha256, { request, reply })) return;
    void reply.header('content-disposition', `attachment; filename="${dataset}-images.csv"`);
    await reply.type('text/csv; charset=utf-8').send(Readable.from(chunks()));
  }
}

/** Whether the browser has it, so that it is not sent again. */
async function isKnown(
  tag: string,
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
): Promise<boolean> {
  void reply.headers({ etag: `"${tag}"`, 'cache-control': 'public, no-cache' });
  const known = (request.headers['if-none-match'] ?? '').split(/\s*,\s*/);
  if (!known.some((one) => one === '*' || one.replace(/^W\//, '') === `"${tag}"`)) return false;
  await reply.status(304).send();
  return true;
}
