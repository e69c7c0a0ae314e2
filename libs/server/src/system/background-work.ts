import type { SystemStatus } from '@cellboard/contract';
import { ImageRepository } from '@cellboard/db';
import { FIGURES_VERSION } from '@cellboard/imaging';
import { Injectable } from '@nestjs/common';
import { CellRecords } from '../cells/cell-records.service.ts';
import { MakeLabelFilesJob } from '../label-files/make-label-files.job.ts';
import { MakePicturesJob } from '../pictures/make-pictures.job.ts';
import { makeLabelFiles, makePictures, recordCells } from '../queue/jobs.ts';
import { Queue } from '../queue/queue.ts';

/** How far the work is that goes on behind everything else. */
@Injectable()
export class BackgroundWork {
  constructor(
    private readonly queue: Queue,
    private readonly images: ImageRepository,
    private readonly labelFiles: MakeLabelFilesJob,
    private readonly pictures: MakePicturesJob,
    private readonly cells: CellRecords,
  ) {}

  async progress(): Promise<Pick<SystemStatus, 'measures' | 'labelFiles' | 'pictures' | 'cellRecords'>> {
    return {
      measures: await this.images.measuredCount(FIGURES_VERSION),
      labelFiles: (await this.queue.isPending(makeLabelFiles)) ? await this.labelFiles.progress() : null,
      pictures: (await this.queue.isPending(makePictures)) ? await this.pictures.progress() : null,
      cellRecords: (await this.queue.isPending(recordCells)) ? await this.cells.progress() : null,
    };
  }
}
