import { Module } from '@nestjs/common';
import { StoredFilesModule } from '../storage/stored-files.module.ts';
import { CellParts } from './cell-parts.ts';
import { CellRecords } from './cell-records.service.ts';

/** Which evaluations have a record of their cells, or parts of one. */
@Module({
  imports: [StoredFilesModule],
  providers: [CellParts, CellRecords],
  exports: [CellParts, CellRecords, StoredFilesModule],
})
export class CellRecordsModule {}
