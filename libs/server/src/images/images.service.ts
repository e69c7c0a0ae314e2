import type { ImagesPage, ImagesQuery } from '@cellboard/contract';
import type { ImagesService as Contract } from '@cellboard/contract/router';
import { ImageRepository, TaskRepository } from '@cellboard/db';
import { Injectable } from '@nestjs/common';
import { noTask } from '../tasks/tasks.service.ts';

/** Shows published images. */
@Injectable()
export class ImagesService implements Contract {
  constructor(
    private readonly images: ImageRepository,
    private readonly tasks: TaskRepository,
  ) {}

  async list(query: ImagesQuery): Promise<ImagesPage> {
    const { task, cellType } = query;
    if (task !== undefined && !(await this.tasks.published(task))) throw noTask(task);
    const images = await this.images.page(query);
    const cellTypes = await this.images.cellTypes(task);
    const matching = cellTypes.filter((row) => cellType === undefined || row.cellType === cellType);
    return {
      images,
      total: matching.reduce((sum, row) => sum + row.images, 0),
      cellTypes,
      overlays: task === undefined ? [] : await this.images.overlays(task),
    };
  }
}
