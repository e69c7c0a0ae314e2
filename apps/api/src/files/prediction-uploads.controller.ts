import { ImageName, Problem, SubmissionId, type UploadedPrediction } from '@cellboard/contract';
import { FileStore, ServerSettings, SubmissionsService } from '@cellboard/server';
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
    private readonly submissions: SubmissionsService,
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
      await this.submissions.expects(id, image);
      const file = await this.store.put(bodyOf(request), this.settings.maxFileBytes);
      if (file.bytes > 0) return this.submissions.addPrediction(id, image, file);
      throw new Problem(
        'REQUEST_INVALID',
        `${image}: The body is empty. Send the file of the label image as the body.`,
      );
    });
  }
}

/** Octet streams are parsed to nothing but the stream itself. */
function bodyOf({ body, raw }: FastifyRequest): AsyncIterable<Uint8Array> {
  if (body === raw) return raw;
  throw new Problem(
    'REQUEST_INVALID',
    'Send the file of the label image as the body, with "Content-Type: application/octet-stream".',
  );
}
