import type { Principal, SystemStatus } from '@cellboard/contract';
import type { SystemService as Contract } from '@cellboard/contract/router';
import { ImageRepository } from '@cellboard/db';
import { FIGURES_VERSION } from '@cellboard/imaging';
import { Injectable } from '@nestjs/common';
import { CellRecords } from '../cells/cell-records.service.ts';
import { DemoService } from '../demo/demo.service.ts';
import { MakeLabelFilesJob } from '../label-files/make-label-files.job.ts';
import { MakePicturesJob } from '../pictures/make-pictures.job.ts';
import { makeLabelFiles, makePictures, recordCells } from '../queue/jobs.ts';
import { Queue } from '../queue/queue.ts';
import { ServerSettings } from '../settings/server-settings.ts';

/** Says what this installation is doing. */
@Injectable()
export class SystemService implements Contract {
  constructor(
    private readonly demo: DemoService,
    private readonly queue: Queue,
    private readonly images: ImageRepository,
    private readonly labelFiles: MakeLabelFilesJob,
    private readonly pictures: MakePicturesJob,
    private readonly cells: CellRecords,
    private readonly settings: ServerSettings,
  ) {}

  async status(principal: Principal): Promise<SystemStatus> {
    const { version, database } = this.settings;
    return {
      ...{ version, database },
      demo: await this.demo.status(principal),
      measures: await this.images.measuredCount(FIGURES_VERSION),
      labelFiles: (await this.queue.isPending(makeLabelFiles)) ? await this.labelFiles.progress() : null,
      pictures: (await this.queue.isPending(makePictures)) ? await this.pictures.progress() : null,
      cellRecords: (await this.queue.isPending(recordCells)) ? await this.cells.progress() : null,
      jobs: await this.queue.counts(),
    };
  }
}
