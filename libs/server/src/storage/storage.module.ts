import { Module } from '@nestjs/common';
import { LabelFilesModule } from '../label-files/label-files.module.ts';
import { StorageService } from './storage.service.ts';
import { StoredFiles } from './stored-files.ts';

/** Stored files and their verification. */
@Module({
  imports: [LabelFilesModule],
  providers: [StorageService, StoredFiles],
  exports: [StorageService, StoredFiles],
})
export class StorageModule {}
