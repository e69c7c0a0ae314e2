import { Module } from '@nestjs/common';
import { CellRecordsModule } from '../cells/cell-records.module.ts';
import { LabelFilesModule } from '../label-files/label-files.module.ts';
import { StorageService } from './storage.service.ts';
import { StoredFiles } from './stored-files.ts';

/** Stored files and their verification. */
@Module({
  imports: [CellRecordsModule, LabelFilesModule],
  providers: [StorageService, StoredFiles],
  exports: [StorageService, StoredFiles],
})
export class StorageModule {}
