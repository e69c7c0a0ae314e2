import { ImageName, Slug, type UploadedImage } from '@cellboard/contract';
import { FileStore, ImageUploadsService, ServerSettings } from '@cellboard/server';
import { Controller, Param, Put, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { draining } from '../http/draining.ts';
import { refuseAnnounced } from './announced-size.ts';
import { FORM, readImageForm } from './image-form.ts';
import { advising, withoutChoices } from './over-http.ts';
import { parseWords } from './parse-words.ts';

/** Takes images with their truth into an open dataset. */
@Controller('api/v1/datasets/:dataset/images')
export class ImageUploadsController {
  constructor(
    private readonly store: FileStore,
    private readonly images: ImageUploadsService,
    private readonly settings: ServerSettings,
  ) {}

  /** A form; see {@link readImageForm}. */
  @Put(':image')
  async put(
    @Param() address: { dataset: string; image: string },
    @Req() request: FastifyRequest,
  ): Promise<UploadedImage> {
    const { principal } = request;
    refuseAnnounced(request, { maxFileBytes: this.settings.maxFileBytes, ...FORM });
    return draining(request, async () => {
      const dataset = parseWords(Slug, address.dataset);
      const name = parseWords(ImageName, address.image);
      const version = await this.images.openVersion(principal, dataset);
      return this.store.receiving(this.settings.maxFileBytes, async (receive) =>
        advising(
          this.images.add(principal, { dataset, name, version, ...(await readImageForm(request, receive)) }),
          withoutChoices,
        ),
      );
    });
  }
}
