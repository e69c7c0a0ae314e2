import { ImageName, Slug, type UploadedImage } from '@cellboard/contract';
import { FileStore, ImageUploadsService, ServerSettings } from '@cellboard/server';
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
    private readonly settings: ServerSettings,
  ) {}

  /** An image of an open dataset, as a form; see {@link readImageForm}. */
  @Put('datasets/:slug/images/:name')
  async image(@Param() address: { slug: string; name: string }, @Req() request: FastifyRequest): Promise<UploadedImage> {
    return draining(request, async () => {
      const dataset = parseWords(Slug, address.slug);
      const name = parseWords(ImageName, address.name);
      await this.images.openVersion(dataset);
      const form = await readImageForm(request, { store: this.store, maxBytes: this.settings.maxFileBytes });
      return this.images.add({ dataset, name, ...form });
    });
  }
}

async function draining<T>(request: FastifyRequest, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    await drain(request.raw);
    throw error;
  }
}
