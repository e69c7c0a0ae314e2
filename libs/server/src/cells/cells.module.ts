import { Module } from '@nestjs/common';
import { EvaluationModule } from '../evaluation/evaluation.module.ts';
import { CellDownloads } from './cell-downloads.service.ts';
import { CellQueries } from './cell-queries.ts';
import { CellRecorder } from './cell-recorder.ts';
import { CellRecordsModule } from './cell-records.module.ts';
import { CellsService } from './cells.service.ts';
import { ReadableRecords } from './readable-records.ts';
import { RecordCellsJob } from './record-cells.job.ts';

/** The record of every cell of an evaluation: made behind its scores, asked and downloaded. */
@Module({
  imports: [CellRecordsModule, EvaluationModule],
  providers: [CellDownloads, CellQueries, CellRecorder, CellsService, ReadableRecords, RecordCellsJob],
  exports: [CellDownloads, CellsService, RecordCellsJob],
})
export class CellsModule {}
