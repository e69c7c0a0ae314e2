import { Module } from '@nestjs/common';
import { StorageService } from './storage.service.ts';
import { StoredFiles } from './stored-files.ts';

/** Stored files and their verification. */
@Module({ providers: [StorageService, StoredFiles], exports: [StorageService, StoredFiles] })
export class StorageModule {}
