import { Module } from '@nestjs/common';
import { DecodingModule } from '../decoding/decoding.module.ts';
import { LabelFilesModule } from '../label-files/label-files.module.ts';
import { StorageModule } from '../storage/storage.module.ts';
import { TasksModule } from '../tasks/tasks.module.ts';
import { CurationService } from './curation.service.ts';
import { DatasetDescriptionsService } from './dataset-descriptions.service.ts';
import { DatasetCounts } from './dataset-counts.ts';
import { DatasetsService } from './datasets.service.ts';
import { ImageUploadsService } from './image-uploads.service.ts';
import { PublicationService } from './publication.service.ts';

/** Datasets, their versions and the images they are made of. */
@Module({
  imports: [DecodingModule, LabelFilesModule, StorageModule, TasksModule],
  providers: [
    CurationService,
    DatasetDescriptionsService,
    DatasetsService,
    DatasetCounts,
    ImageUploadsService,
    PublicationService,
  ],
  exports: [DatasetDescriptionsService, DatasetsService, ImageUploadsService, PublicationService],
})
export class DatasetsModule {}
