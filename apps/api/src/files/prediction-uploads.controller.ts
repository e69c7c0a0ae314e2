import { ImageName, Problem, SubmissionId, type UploadedPrediction } from '@cellboard/contract';
import { FileStore, PredictionUploadsService, ServerSettings } from '@cellboard/server';
import { Controller, Param, Put, Req, UseGuards } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { OperatorGuard } from '../operator.guard.ts';
import { draining } from './draining.ts';
import { parseWords } from './parse-words.ts';

/** Takes predicted label images into an open submission. */
@Controller('files/submissions/:id/predictions')
@UseGuards(OperatorGuard)
export class PredictionUploadsController {
  constructor(
    private readonly store: FileStore,
    private readonly predictions: PredictionUploadsService,
    private readonly settings: ServerSettings,
  ) {}

  /** The file itself is the body. */
  @Put(':image')
  async put(
    @Param() address: { id: string; image: string },
    @Req() request: FastifyRequest,
  ): Promise<UploadedPrediction> {
    return draining(request, async () => {
      const id = parseWords(SubmissionId, address.id);
      const image = parseWords(ImageName, address.image);
      await this.predictions.expects(id, image);
      return this.store.receiving(this.settings.maxFileBytes, async (receive) => {
        const file = await receive(bodyOf(request));
        if (file.bytes === 0) throw isEmpty(image);
        return this.predictions.add(id, image, file);
      });
    });
  }
}

function isEmpty(image: ImageName): Problem {
  return new Problem('REQUEST_INVALID', `${image}: The body is empty. Send the file of the label image as the body.`);
}

/** Octet streams are parsed to nothing but the stream itself. */
function bodyOf({ body, raw }: FastifyRequest): AsyncIterable<Uint8Array> {
  if (body === raw) return raw;
  throw new Problem(
    'REQUEST_INVALID',
    'Send the file of the label image as the body, with "Content-Type: application/octet-stream".',
  );
}
