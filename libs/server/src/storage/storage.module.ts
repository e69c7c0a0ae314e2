import { Module } from '@nestjs/common';
import { StorageService } from './storage.service.ts';
import { StoredFiles } from './stored-files.ts';

/** Stored files, and whether they are sound. */
@Module({ providers: [StorageService, StoredFiles], exports: [StorageService, StoredFiles] })
export class StorageModule {}
