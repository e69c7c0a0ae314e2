import { ImageName, LabelReading, Problem, Slug, SubmissionId, type UploadedPrediction } from '@cellboard/contract';
import { FileStore, PredictionUploadsService, ServerSettings } from '@cellboard/server';
import { Controller, Param, Put, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import * as z from 'zod';
import { draining } from '../http/draining.ts';
import { refuseAnnounced } from './announced-size.ts';
import { incoming } from './incoming.ts';
import { advising, overHttp } from './over-http.ts';
import { parseWords } from './parse-words.ts';

const yes = z
  .literal('true')
  .transform(() => true as const)
  .optional();

/** What the query of an upload may say: whose image is meant, and how the file is read; see {@link LabelReading}. */
const Choices = z.strictObject({
  dataset: Slug.optional(),
  ...LabelReading.shape,
  plane: z.coerce.number().pipe(z.int().min(1).max(1_000_000)).optional(),
  components: yes,
  objects: yes,
});

/** Takes predicted label images into an open submission. */
@Controller('api/v1/submissions/:submission/predictions')
export class PredictionUploadsController {
  constructor(
    private readonly store: FileStore,
    private readonly predictions: PredictionUploadsService,
    private readonly settings: ServerSettings,
  ) {}

  /**
   * The file itself is the body. `?dataset=` says whose image is meant where several have one of that name; `plane`,
   * `array`, `class`, `components=true`, `objects=true` and `colours` how a file is read that leaves something open. Of
   * such a file the label image is kept.
   */
  @Put(':image')
  async put(
    @Param() address: { submission: string; image: string },
    @Query() query: unknown,
    @Req() request: FastifyRequest,
  ): Promise<UploadedPrediction> {
    const { principal } = request;
    refuseAnnounced(request, { maxFileBytes: this.settings.maxFileBytes, files: 1, more: 0 });
    return draining(request, async () => {
      const submission = parseWords(SubmissionId, address.submission);
      const image = parseWords(ImageName, address.image);
      const { dataset, ...words } = parseWords(Choices, query);
      const reading = Object.keys(words).length === 0 ? undefined : LabelReading.parse(words);
      const place = { submission, image, dataset, reading };
      await this.predictions.expects(principal, place);
      return this.store.receiving(this.settings.maxFileBytes, async (receive) => {
        const file = await receive(bodyOf(request));
        if (file.bytes === 0) throw isEmpty(image);
        if (!reading) return advising(this.predictions.add(principal, place, file), overHttp);
        const labels = await advising(this.predictions.labelImage(principal, place, file), overHttp);
        return this.predictions.add(principal, place, await receive(whole(labels)));
      });
    });
  }
}

/** Bytes as a stream of one piece. */
async function* whole(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}

function isEmpty(image: ImageName): Problem {
  return new Problem('REQUEST_INVALID', `${image}: The body is empty. Send the file of the label image as the body.`);
}

/** Octet streams are parsed to nothing but the stream itself. A reader that stops early leaves the rest to be drained. */
function bodyOf({ body, raw }: FastifyRequest): AsyncIterable<Uint8Array> {
  if (body === raw) return incoming<Uint8Array>(raw.iterator({ destroyOnReturn: false }));
  throw new Problem(
    'REQUEST_INVALID',
    'Send the file of the label image as the body, with "Content-Type: application/octet-stream".',
  );
}
