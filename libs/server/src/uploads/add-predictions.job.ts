import { Problem, workerNamed, type TaskImage } from '@cellboard/contract';
import { transactional, UploadEntity, UploadRepository } from '@cellboard/db';
import { FormatError, uncheckable, type LabelCheck } from '@cellboard/formats';
import { FileRefusal, type SetPlace, type SetQuestion } from '@cellboard/imaging';
import {
  choiceOfReading,
  unopenedReport,
  validatePredictions,
  type Match,
  type Validation,
} from '@cellboard/preflight';
import { EntityManager } from '@mikro-orm/core';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { ImageReader } from '../decoding/image-reader.ts';
import type { AddPredictions } from '../queue/job-payloads.ts';
import { addPredictions } from '../queue/jobs.ts';
import { Queue } from '../queue/queue.ts';
import { UploadedFiles } from './uploaded-files.ts';

const adder = workerNamed('uploads');

/**
 * Checks an uploaded set against its task, and adds its predictions to the submission one by one unless something has to
 * be fixed. All of it is read in decoding processes. A run that was interrupted is repeated: what is there stays.
 */
@Injectable()
export class AddPredictionsJob implements OnApplicationBootstrap {
  constructor(
    private readonly em: EntityManager,
    private readonly uploads: UploadRepository,
    private readonly reader: ImageReader,
    private readonly files: UploadedFiles,
    private readonly queue: Queue,
  ) {}

  onApplicationBootstrap(): Promise<void> {
    return this.queue.take(addPredictions, this);
  }

  async run({ upload: id }: AddPredictions): Promise<void> {
    const upload = await this.uploads.byId(id);
    if (!upload?.file || (upload.state !== 'checking' && upload.state !== 'adding')) return;
    const images = await this.uploads.images(upload.submission.id);
    await this.files.withLocal(upload, async (path) => {
      const place = { path, name: upload.fileName };
      const { report, matches } = await this.validate(upload, { place, images });
      const refused = report.verdict === 'refused';
      await this.change(upload, { report, found: matches.length, state: refused ? 'refused' : 'adding' });
      if (refused) return;
      await this.add(upload, { place, matches });
      await this.change(upload, { added: matches.length, state: 'added' });
    });
    await this.files.discard(upload);
  }

  async giveUp({ upload: id }: AddPredictions): Promise<void> {
    const upload = await this.uploads.byId(id);
    if (!upload?.file) return;
    const error = upload.error ?? 'The site could not read the upload. Send it again; if it fails again, report it.';
    await this.change(upload, { state: 'failed', error });
    await this.files.discard(upload);
  }

  private async validate(
    upload: UploadEntity,
    { place, images }: { place: SetPlace; images: readonly TaskImage[] },
  ): Promise<Validation> {
    const target = { task: upload.submission.task.slug, dataset: null, images };
    try {
      const listing = await this.reader.inProcess((pool) => pool.listSet(place));
      const choice = choiceOfReading(upload.submission.reading ?? null);
      const check = (entry: SetQuestion['entry'], chosen: SetQuestion['choice']) =>
        this.check(place, { entry, choice: chosen });
      return await validatePredictions(target, listing, { check, choice });
    } catch (error) {
      if (!isFaultOfFile(error)) throw error;
      return { report: unopenedReport(target, error.message), matches: [] };
    }
  }

  private async check(place: SetPlace, question: SetQuestion): Promise<LabelCheck> {
    try {
      return await this.reader.inProcess((pool) => pool.checkEntry(place, question));
    } catch (error) {
      if (!isFaultOfFile(error)) throw error;
      return uncheckable({ code: 'TOO_LARGE', message: error.message });
    }
  }

  private async add(
    upload: UploadEntity,
    { place, matches }: { place: SetPlace; matches: readonly Match[] },
  ): Promise<void> {
    const reading = choiceOfReading(upload.submission.reading ?? null);
    for (const [i, { entry, image }] of matches.entries()) {
      const choice = { ...reading, size: { width: image.width, height: image.height } };
      const bytes = await this.reader.inProcess((pool) => pool.takeEntry(place, { entry, choice }));
      try {
        await this.files.addPrediction(adder, { submission: upload.submission.id, image }, bytes);
      } catch (error) {
        if (error instanceof Problem) await this.change(upload, { error: error.message });
        throw error;
      }
      await this.uploads.progress(upload.id, i + 1);
    }
  }

  private async change({ id }: UploadEntity, changes: Partial<UploadEntity>): Promise<void> {
    await transactional(this.em, async () => {
      const upload = await this.uploads.lock(id);
      if (upload) Object.assign(upload, changes);
    });
  }
}

/** Whether the file is to blame, and not the machine that reads it. */
function isFaultOfFile(error: unknown): error is FileRefusal | FormatError {
  if (error instanceof FormatError) return true;
  return error instanceof FileRefusal && error.code !== 'WORKER_KILLED' && error.code !== 'UNREADABLE';
}
