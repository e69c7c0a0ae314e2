import { CandidateId, ImageId, LabelFormat, Slug } from '@cellboard/contract';
import { ImageFilesService, type Download, type ImageFile } from '@cellboard/server';
import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { acceptedPacking, repack } from './packing.ts';
import { parseWords } from './parse-words.ts';
import { isKnown } from './known-tag.ts';

interface PredictionAddress {
  readonly image: string;
  readonly task: string;
  readonly candidate: string;
}

/** Samples, label files and downloads of an image. Their addresses are in the contract's `imageFiles`. */
@Controller('api/v1/images/:image')
export class ImageFilesController {
  constructor(private readonly files: ImageFilesService) {}

  @Get('samples.npy')
  async samples(
    @Param('image') image: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await sendPacked(await this.files.samples(request.principal, parseWords(ImageId, image)), { request, reply });
  }

  @Get('truth.labels')
  async truthLabels(
    @Param('image') image: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await sendPacked(await this.files.truthLabels(request.principal, parseWords(ImageId, image)), { request, reply });
  }

  @Get('ignore.labels')
  async ignoreLabels(
    @Param('image') image: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await sendPacked(await this.files.ignoreLabels(request.principal, parseWords(ImageId, image)), { request, reply });
  }

  @Get('predictions/:task/:candidate.labels')
  async predictionLabels(
    @Param() address: PredictionAddress,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { image, ...of } = parseAddress(address);
    await sendPacked(await this.files.predictionLabels(request.principal, image, of), { request, reply });
  }

  @Get('original')
  async original(
    @Param('image') image: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await sendDownload(await this.files.original(request.principal, parseWords(ImageId, image)), { request, reply });
  }

  @Get('truth/:format')
  async truthAs(
    @Param() address: { image: string; format: string },
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const [image, format] = [parseWords(ImageId, address.image), parseWords(LabelFormat, address.format)];
    await sendDownload(await this.files.truthAs(request.principal, image, format), { request, reply });
  }

  @Get('predictions/:task/:candidate/:format')
  async predictionAs(
    @Param() address: PredictionAddress & { format: string },
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { image, ...of } = parseAddress(address);
    const format = parseWords(LabelFormat, address.format);
    await sendDownload(await this.files.predictionAs(request.principal, image, { ...of, format }), { request, reply });
  }
}

function parseAddress({ image, task, candidate }: PredictionAddress): {
  image: ImageId;
  task: Slug;
  candidate: CandidateId;
} {
  return {
    image: parseWords(ImageId, image),
    task: parseWords(Slug, task),
    candidate: parseWords(CandidateId, candidate),
  };
}

interface Exchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** A candidate may submit again and a dataset may be corrected, so a browser asks each time whether its copy is good. */
const CACHING = 'public, no-cache';

/** Sends the file packed as it lies there if the client takes that, otherwise packed anew or plain. */
async function sendPacked({ key, packing, mediaType, bytes }: ImageFile, { request, reply }: Exchange): Promise<void> {
  const accepted = acceptedPacking(request.headers['accept-encoding'], packing);
  // A strong tag names the very bytes, so each packing has its own.
  const tag = `"${key}${accepted === 'identity' ? '' : `/${accepted}`}"`;
  void reply.headers({ etag: tag, 'cache-control': CACHING, vary: 'accept-encoding' });
  if (isKnown(request, tag)) {
    await reply.status(304).send();
    return;
  }
  const packed = await bytes();
  void reply.type(mediaType);
  if (accepted !== 'identity') void reply.header('content-encoding', accepted);
  await reply.send(accepted === packing ? packed : repack(packed, { from: packing, to: accepted }));
}

/** Sends a file that a browser saves under its name. */
async function sendDownload(
  { key, fileName, mediaType, contents }: Download,
  { request, reply }: Exchange,
): Promise<void> {
  const tag = `"${key}"`;
  // A weak one: text is compressed on its way, in whatever the client takes.
  void reply.headers({ etag: `W/${tag}`, 'cache-control': CACHING });
  if (isKnown(request, tag)) {
    await reply.status(304).send();
    return;
  }
  const found = await contents();
  void reply.type(mediaType).headers({
    'content-disposition': attachment(fileName),
    'content-length': found.length,
  });
  await reply.send(found instanceof Uint8Array ? found : Readable.from(found.pieces, { objectMode: false }));
}

/** RFC 6266: a name in ASCII for old clients, and the real one in UTF-8. */
function attachment(fileName: string): string {
  const ascii = fileName.replaceAll(/[^\x20-\x7e]|["\\%]/g, '_');
  const utf8 = encodeURIComponent(fileName).replaceAll(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return `attachment; filename="${ascii}"; filename*=UTF-8''${utf8}`;
}
