import { ImageName, Slug, type UploadedImage } from '@cellboard/contract';
import { FileStore, ImageUploadsService, ServerSettings } from '@cellboard/server';
import { Controller, Param, Put, Req, UseGuards } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { OperatorGuard } from '../operator.guard.ts';
import { draining } from './draining.ts';
import { readImageForm } from './image-form.ts';
import { parseWords } from './parse-words.ts';

/** Takes images with their truth into an open dataset. */
@Controller('files/datasets/:slug/images')
@UseGuards(OperatorGuard)
export class ImageUploadsController {
  constructor(
    private readonly store: FileStore,
    private readonly images: ImageUploadsService,
    private readonly settings: ServerSettings,
  ) {}

  /** A form; see {@link readImageForm}. */
  @Put(':name')
  async put(@Param() address: { slug: string; name: string }, @Req() request: FastifyRequest): Promise<UploadedImage> {
    return draining(request, async () => {
      const dataset = parseWords(Slug, address.slug);
      const name = parseWords(ImageName, address.name);
      await this.images.openVersion(dataset);
      return this.store.receiving(this.settings.maxFileBytes, async (receive) =>
        this.images.add({ dataset, name, ...(await readImageForm(request, receive)) }),
      );
    });
  }
}
