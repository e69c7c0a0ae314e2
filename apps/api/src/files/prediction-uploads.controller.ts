import { ImageName, Problem, Slug, SubmissionId, type UploadedPrediction } from '@cellboard/contract';
import { FileStore, PredictionUploadsService, ServerSettings } from '@cellboard/server';
import { Controller, Param, Put, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import * as z from 'zod';
import { draining } from '../http/draining.ts';
import { parseWords } from './parse-words.ts';

const Choices = z.strictObject({ dataset: Slug.optional() });

/** Takes predicted label images into an open submission. */
@Controller('api/v1/submissions/:submission/predictions')
export class PredictionUploadsController {
  constructor(
    private readonly store: FileStore,
    private readonly predictions: PredictionUploadsService,
    private readonly settings: ServerSettings,
  ) {}

  /** The file itself is the body. `?dataset=` says whose image is meant where several have one of that name. */
  @Put(':image')
  async put(
    @Param() address: { submission: string; image: string },
    @Query() query: unknown,
    @Req() request: FastifyRequest,
  ): Promise<UploadedPrediction> {
    const { principal } = request;
    return draining(request, async () => {
      const submission = parseWords(SubmissionId, address.submission);
      const image = parseWords(ImageName, address.image);
      const place = { submission, image, ...parseWords(Choices, query) };
      await this.predictions.expects(principal, place);
      return this.store.receiving(this.settings.maxFileBytes, async (receive) => {
        const file = await receive(bodyOf(request));
        if (file.bytes === 0) throw isEmpty(image);
        return this.predictions.add(principal, place, file);
      });
    });
  }
}

function isEmpty(image: ImageName): Problem {
  return new Problem('REQUEST_INVALID', `${image}: The body is empty. Send the file of the label image as the body.`);
}

/** Octet streams are parsed to nothing but the stream itself. A reader that stops early leaves the rest to be drained. */
function bodyOf({ body, raw }: FastifyRequest): AsyncIterable<Uint8Array> {
  if (body === raw) return raw.iterator({ destroyOnReturn: false });
  throw new Problem(
    'REQUEST_INVALID',
    'Send the file of the label image as the body, with "Content-Type: application/octet-stream".',
  );
}
