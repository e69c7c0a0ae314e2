import { actorName, workerNamed, type Principal } from '@cellboard/contract';
import { inVocabulary, vocabularyTags, vocabularyVersion, type VocabularyTag } from '@cellboard/contract/vocabulary';
import { AuditEntryEntity, ImageRepository, transactional } from '@cellboard/db';
import { EntityManager, RequestContext } from '@mikro-orm/core';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { audit } from '../audit/audit.ts';

/** The server itself, while it writes tags in the words of the vocabulary. */
export const retagger = workerNamed('vocabulary');

/** The entries of the audit log that say which version of the vocabulary was put to use. */
export const VOCABULARY_USED = { action: 'vocabulary.use', object: 'image', subject: 'vocabulary' } as const;

const REASON = 'Written in the words of the vocabulary.';

/**
 * Writes the tags of images that earlier releases took as free text in the words of the vocabulary, at every start.
 * What it does not know counts as not stated; the audit log keeps what stood there, an entry for each image. A program
 * with an older vocabulary than the one that the tags were written in leaves them alone: its own may lack their words.
 */
@Injectable()
export class RetaggingService implements OnModuleInit {
  private readonly log = new Logger(RetaggingService.name);

  constructor(private readonly em: EntityManager) {}

  async onModuleInit(): Promise<void> {
    const changed = await RequestContext.create(this.em, async () => {
      const newest = await this.newestUsed();
      if (newest > vocabularyVersion) {
        const versions = { ours: vocabularyVersion, newest };
        this.log.warn(versions, 'tags of images stay as they are, because a newer release wrote them');
        return 0;
      }
      if (newest < vocabularyVersion) await this.use();
      return this.retag(retagger);
    });
    if (changed > 0) this.log.log({ changed }, 'tags of images were written in the words of the vocabulary');
  }

  /** The newest version of the vocabulary that tags were written in; 0 where none was noted. */
  private async newestUsed(): Promise<number> {
    const order = { orderBy: { id: 'desc' }, limit: 1 } as const;
    const [entry] = await this.em.find(AuditEntryEntity, VOCABULARY_USED, order);
    return Number(entry?.details['vocabulary'] ?? 0);
  }

  private async use(): Promise<void> {
    await transactional(this.em, (transaction) => {
      audit(transaction, retagger, { ...VOCABULARY_USED, details: { vocabulary: vocabularyVersion } });
      return Promise.resolve();
    });
  }

  /** @returns how many tags changed; none at a second run */
  async retag(principal: Principal): Promise<number> {
    return transactional(this.em, async (transaction) => {
      const images = new ImageRepository(transaction);
      let changed = 0;
      for (const tag of vocabularyTags) {
        for (const text of await images.wordsIn(tag)) {
          const word = wordOf(tag, text);
          if (word === text) continue;
          changed += await images.replaceWord({
            tag,
            from: text,
            to: word,
            actor: actorName(principal),
            reason: REASON,
          });
        }
      }
      return changed;
    });
  }
}

function wordOf(tag: VocabularyTag, text: string): string | null {
  return inVocabulary({ [tag]: text }).tags[tag] ?? null;
}
