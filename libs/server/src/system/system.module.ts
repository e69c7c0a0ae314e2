import { Module } from '@nestjs/common';
import { CellRecordsModule } from '../cells/cell-records.module.ts';
import { DemoModule } from '../demo/demo.module.ts';
import { LabelFilesModule } from '../label-files/label-files.module.ts';
import { PicturesModule } from '../pictures/pictures.module.ts';
import { BackgroundWork } from './background-work.ts';
import { Invariants } from './invariants.service.ts';
import { QueueNumbers } from './queue-numbers.ts';
import { SystemService } from './system.service.ts';

/** What the installation is doing. */
@Module({
  imports: [CellRecordsModule, DemoModule, LabelFilesModule, PicturesModule],
  providers: [BackgroundWork, Invariants, QueueNumbers, SystemService],
  exports: [Invariants, SystemService],
})
export class SystemModule {}
