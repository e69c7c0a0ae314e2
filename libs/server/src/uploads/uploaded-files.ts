import type { Principal, SubmissionId, TaskImage } from '@cellboard/contract';
import { transactional, UploadRepository, type UploadEntity } from '@cellboard/db';
import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { FileStore } from '../storage/file-store.ts';
import { StoredFiles } from '../storage/stored-files.ts';
import { PredictionUploadsService } from '../submissions/prediction-uploads.service.ts';

/** The files of uploads in the store, and the way from there into submissions. */
@Injectable()
export class UploadedFiles {
  constructor(
    private readonly em: EntityManager,
    private readonly uploads: UploadRepository,
    private readonly store: FileStore,
    private readonly files: StoredFiles,
    private readonly predictions: PredictionUploadsService,
  ) {}

  /** Gives the work a local file with the bytes of an upload. */
  withLocal(upload: UploadEntity, work: (path: string) => Promise<void>): Promise<void> {
    return this.store.withLocal({ shelf: 'upload', sha256: upload.sha256 }, work);
  }

  /** Adds the label image of one image to a submission. */
  async addPrediction(
    principal: Principal,
    { submission, image }: { submission: SubmissionId; image: TaskImage },
    bytes: Uint8Array,
  ): Promise<void> {
    const place = { submission, image: image.name, dataset: image.dataset };
    await this.store.receiving(Infinity, async (receive) =>
      this.predictions.add(principal, place, await receive(bytes)),
    );
  }

  /** Removes the file of an upload from the store, unless another upload has the same bytes. */
  async discard({ id, sha256 }: UploadEntity): Promise<void> {
    await transactional(this.em, async () => {
      const upload = await this.uploads.lock(id);
      if (upload) upload.file = null;
    });
    await this.files.discard([{ shelf: 'upload', sha256 }]);
  }
}
