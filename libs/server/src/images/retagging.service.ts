import { actorName, workerNamed, type Principal } from '@cellboard/contract';
import { inVocabulary, vocabularyTags, type VocabularyTag } from '@cellboard/contract/vocabulary';
import { ImageRepository, transactional } from '@cellboard/db';
import { EntityManager, RequestContext } from '@mikro-orm/core';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';

/** The server itself, while it writes tags in the words of the vocabulary. */
export const retagger = workerNamed('vocabulary');

const REASON = 'Written in the words of the vocabulary.';

/**
 * Writes the tags of images that earlier releases took as free text in the words of the vocabulary, at every start.
 * What it does not know counts as not stated; the audit log keeps what stood there, an entry for each image.
 */
@Injectable()
export class RetaggingService implements OnModuleInit {
  private readonly log = new Logger(RetaggingService.name);

  constructor(private readonly em: EntityManager) {}

  async onModuleInit(): Promise<void> {
    const changed = await RequestContext.create(this.em, () => this.retag(retagger));
    if (changed > 0) this.log.log({ changed }, 'tags of images were written in the words of the vocabulary');
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
