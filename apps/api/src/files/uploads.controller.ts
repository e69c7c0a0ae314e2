import {
  ImageName,
  Problem,
  Slug,
  SubmissionId,
  type UploadedImage,
  type UploadedPrediction,
} from '@cellboard/contract';
import { FileStore, ImageUploadsService, ServerSettings, SubmissionsService } from '@cellboard/server';
import { Controller, Param, Put, Req, UseGuards } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { OperatorGuard } from '../operator.guard.ts';
import { drain } from './drain.ts';
import { readImageForm } from './image-form.ts';
import { parseWords } from './parse-words.ts';

/** Takes files, streaming them into the store. */
@Controller('files')
@UseGuards(OperatorGuard)
export class UploadsController {
  constructor(
    private readonly store: FileStore,
    private readonly images: ImageUploadsService,
    private readonly submissions: SubmissionsService,
    private readonly settings: ServerSettings,
  ) {}

  /** An image of an open dataset, as a form; see {@link readImageForm}. */
  @Put('datasets/:slug/images/:name')
  async image(
    @Param() address: { slug: string; name: string },
    @Req() request: FastifyRequest,
  ): Promise<UploadedImage> {
    return draining(request, async () => {
      const dataset = parseWords(Slug, address.slug);
      const name = parseWords(ImageName, address.name);
      await this.images.openVersion(dataset);
      const form = await readImageForm(request, { store: this.store, maxBytes: this.settings.maxFileBytes });
      return this.images.add({ dataset, name, ...form });
    });
  }

  /** The predicted label image of an image of an open submission's task: the file itself is the body. */
  @Put('submissions/:id/predictions/:image')
  async prediction(
    @Param() address: { id: string; image: string },
    @Req() request: FastifyRequest,
  ): Promise<UploadedPrediction> {
    return draining(request, async () => {
      const id = parseWords(SubmissionId, address.id);
      const image = parseWords(ImageName, address.image);
      const file = await this.store.put(bodyOf(request), this.settings.maxFileBytes);
      if (file.bytes === 0)
        throw new Problem(
          'REQUEST_INVALID',
          `${image}: The body is empty. Send the file of the label image as the body.`,
        );
      return this.submissions.addPrediction(id, image, file);
    });
  }
}

/** Parsed to nothing but the stream itself; any other content type is refused before. */
function bodyOf({ body, raw }: FastifyRequest): AsyncIterable<Uint8Array> {
  if (body === raw) return raw;
  throw new Problem(
    'REQUEST_INVALID',
    'Send the file of the label image as the body, with "Content-Type: application/octet-stream".',
  );
}

async function draining<T>(request: FastifyRequest, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    await drain(request.raw);
    throw error;
  }
}
