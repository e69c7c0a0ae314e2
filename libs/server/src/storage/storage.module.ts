import { Module } from '@nestjs/common';
import { CellRecordsModule } from '../cells/cell-records.module.ts';
import { LabelFilesModule } from '../label-files/label-files.module.ts';
import { ReviewRepositories, StoreReviewer } from './store-review.ts';
import { StorageService } from './storage.service.ts';
import { StoredFilesModule } from './stored-files.module.ts';

/** Stored files and their verification. */
@Module({
  imports: [CellRecordsModule, LabelFilesModule, StoredFilesModule],
  providers: [ReviewRepositories, StorageService, StoreReviewer],
  exports: [StorageService, StoredFilesModule],
})
export class StorageModule {}
