import {
  Problem,
  type Action,
  type FingerprintedImages,
  type FingerprintImages,
  type Principal,
  type Slug,
  type TagChanges,
  type TaggedImages,
  type TagImages,
} from '@cellboard/contract';
import { inVocabulary, tagNames, type UnknownWord } from '@cellboard/contract/vocabulary';
import {
  DatasetRepository,
  ImageRepository,
  transactional,
  type DatasetVersionEntity,
  type ImageEntity,
} from '@cellboard/db';
import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { requireCurator } from '../access/dataset-access.ts';
import { audit } from '../audit/audit.ts';
import { difference } from '../audit/same-words.ts';
import { noDataset } from '../datasets/dataset-problems.ts';
import { changedColumns } from '../datasets/tag-columns.ts';
import { ImageReader } from '../decoding/image-reader.ts';

/** Changes of images that no score depends on, each with its row in the audit log. */
@Injectable()
export class ImageCurationService {
  constructor(
    private readonly em: EntityManager,
    private readonly datasets: DatasetRepository,
    private readonly images: ImageRepository,
    private readonly reader: ImageReader,
  ) {}

  tag(principal: Principal, { dataset, images, reason }: TagImages): Promise<TaggedImages> {
    return transactional(this.em, async (transaction) => {
      const version = await this.version(principal, 'images.tag', dataset);
      const rows = await this.datasets.lockImages(
        version.id,
        images.map(({ name }) => name),
      );
      const byName = new Map(rows.map((row) => [row.name, row]));
      let changed = 0;
      for (const { name, version: seen, tags } of images) {
        const image = byName.get(name);
        if (!image) throw noImage(dataset, name);
        if (seen !== undefined && seen !== image.version) throw changedMeanwhile(name);
        const columns = changedColumns(inWords(name, tags));
        const change = difference<object>(image, columns);
        if (Object.keys(change.after).length === 0) continue;
        transaction.assign(image, columns);
        const details = { dataset, name };
        audit(transaction, principal, {
          action: 'image.tag',
          object: 'image',
          subject: image.id,
          ...change,
          reason,
          details,
        });
        changed += 1;
      }
      return { changed, unchanged: images.length - changed };
    });
  }

  /** Reads images one after another, without an open transaction, so that nobody has to wait. */
  async fingerprint(principal: Principal, { dataset, limit }: FingerprintImages): Promise<FingerprintedImages> {
    const version = await this.version(principal, 'images.fingerprint', dataset);
    const images = await this.images.withoutFingerprint(version.id, limit);
    for (const image of images) await this.takeFingerprint(principal, dataset, image);
    return { done: images.length, left: await this.images.countWithoutFingerprint(version.id) };
  }

  /** Keeps what somebody else changed in the meantime. */
  private async takeFingerprint(
    principal: Principal,
    dataset: Slug,
    { name, imageFile: { shelf, sha256 }, datasetVersion }: ImageEntity,
  ): Promise<void> {
    const found = await this.reader.fingerprint({ shelf, sha256 });
    await transactional(this.em, async (transaction) => {
      for (const image of await this.datasets.lockImages(datasetVersion.id, [name])) {
        const change = difference(image, found);
        if (Object.keys(change.after).length === 0) continue;
        transaction.assign(image, found);
        audit(transaction, principal, {
          action: 'image.fingerprint',
          object: 'image',
          subject: image.id,
          ...change,
          details: { dataset, name },
        });
      }
    });
  }

  private async version(principal: Principal, action: Action, dataset: Slug): Promise<DatasetVersionEntity> {
    requireCurator(principal, action, dataset);
    const version = await this.datasets.newestVersion(dataset);
    if (!version) throw noDataset(dataset);
    return version;
  }
}

/** @throws Problem REQUEST_INVALID for a word that is not in the vocabulary */
function inWords(name: string, stated: TagChanges): TagChanges {
  const { tags, unknown } = inVocabulary(stated);
  const [first] = unknown;
  if (first) throw notInVocabulary(name, first);
  return tags;
}

function notInVocabulary(name: string, { tag, text }: UnknownWord): Problem {
  return new Problem(
    'REQUEST_INVALID',
    `${name}: The ${tagNames[tag]} "${text}" is not in the vocabulary. Use one of its words (docs/vocabulary.md), or "not stated". Nothing was changed.`,
  );
}

function noImage(dataset: Slug, name: string): Problem {
  return new Problem('IMAGE_NOT_FOUND', `The dataset "${dataset}" has no image ${name}. Nothing was changed.`);
}

function changedMeanwhile(name: string): Problem {
  return new Problem(
    'EDIT_CONFLICT',
    `Somebody else has changed the tags of ${name} since you opened it. Load it again, then make your change. Nothing was changed.`,
  );
}
