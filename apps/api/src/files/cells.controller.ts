import { CandidateId, ImageId, Problem, Slug } from '@cellboard/contract';
import { CellDownloads, type CellDownload } from '@cellboard/server';
import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { parseWords } from './parse-words.ts';

/** The cells of results as files. Their addresses are in the contract's `cellFiles`. */
@Controller('api/v1')
export class CellsController {
  constructor(private readonly cells: CellDownloads) {}

  @Get('tasks/:task/datasets/:dataset/cells/:file')
  async ofDataset(
    @Param() address: { task: string; dataset: string; file: string },
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { candidate, format } = readFile(address.file);
    const slice = { task: parseWords(Slug, address.task), dataset: parseWords(Slug, address.dataset), candidate };
    await send(await this.cells.ofDataset(request.principal, slice, format), request, reply);
  }

  @Get('images/:image/cells/:task/:file')
  async ofImage(
    @Param() address: { image: string; task: string; file: string },
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { candidate, format } = readFile(address.file);
    const place = { image: parseWords(ImageId, address.image), task: parseWords(Slug, address.task), candidate };
    await send(await this.cells.ofImage(request.principal, place, format), request, reply);
  }
}

/** A candidate and a format, such as `0b5c….csv`. */
function readFile(file: string): { candidate: CandidateId; format: 'csv' | 'parquet' } {
  const [, candidate, format] = /^(.+)\.(csv|parquet)$/.exec(file) ?? [];
  if (format !== 'csv' && format !== 'parquet')
    throw new Problem('PAGE_NOT_FOUND', 'Cells come as .csv and as .parquet: end the address with one of these.');
  return { candidate: parseWords(CandidateId, candidate), format };
}

/** A browser that has the file does not get it again; what stands on a board may change at any time. */
async function send({ key, name, type, pieces }: CellDownload, request: FastifyRequest, reply: FastifyReply) {
  const tag = `"${key}"`;
  void reply.headers({ etag: tag, 'cache-control': 'public, no-cache' });
  if (request.headers['if-none-match'] === tag) {
    await reply.status(304).send();
    return;
  }
  const body = Readable.from(await pieces(), { objectMode: false });
  await reply.type(type).header('content-disposition', `attachment; filename="${name}"`).send(body);
}
