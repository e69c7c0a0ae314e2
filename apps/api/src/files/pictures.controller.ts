import { CandidateId, ImageId, PictureSide, Slug } from '@cellboard/contract';
import { PicturesService, type Picture } from '@cellboard/server';
import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isKnown } from './known-tag.ts';
import { parseWords } from './parse-words.ts';

/** The small pictures of the gallery. Their addresses are in the contract's `imageFiles`. */
@Controller('api/v1/images/:image')
export class PicturesController {
  constructor(private readonly pictures: PicturesService) {}

  @Get('thumbnail.webp')
  async thumbnail(
    @Param('image') image: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const picture = await this.pictures.thumbnail(request.principal, parseWords(ImageId, image), sideIn(request));
    await send(picture, { request, reply, lasts: A_DAY });
  }

  @Get('truth.webp')
  async truth(
    @Param('image') image: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const picture = await this.pictures.truth(request.principal, parseWords(ImageId, image), sideIn(request));
    await send(picture, { request, reply, lasts: A_DAY });
  }

  @Get('predictions/:task/:candidate.webp')
  async prediction(
    @Param() address: { image: string; task: string; candidate: string },
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const task = parseWords(Slug, address.task);
    const candidate = parseWords(CandidateId, address.candidate);
    const image = parseWords(ImageId, address.image);
    const picture = await this.pictures.prediction(request.principal, image, {
      task,
      candidate,
      side: sideIn(request),
    });
    await send(picture, { request, reply, lasts: 'no-cache' });
  }
}

/** The size that is asked for; the larger one where none is. */
function sideIn({ query }: FastifyRequest): PictureSide {
  return parseWords(PictureSide, (query as { side?: unknown }).side ?? 320);
}

/** A published image never changes, but another version of the software may draw it otherwise at the same address. */
const A_DAY = 'max-age=86400';

interface Sending {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  /** How long a browser may show the picture without asking whether it is still the same. */
  readonly lasts: typeof A_DAY | 'no-cache';
}

/** A browser that has the picture gets it neither drawn nor sent again. */
async function send({ key, bytes }: Picture, { request, reply, lasts }: Sending): Promise<void> {
  const tag = `"${key}"`;
  void reply.headers({
    etag: tag,
    'cache-control': `public, ${lasts}`,
  });
  if (isKnown(request, tag)) {
    await reply.status(304).send();
    return;
  }
  await reply.type('image/webp').send(await bytes());
}
