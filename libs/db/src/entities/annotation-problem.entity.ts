import { AnnotationProblemKind } from '@cellboard/contract';
import { defineEntity, p } from '@mikro-orm/core';
import { CandidateEntity } from './candidate.entity.ts';
import { DeveloperEntity } from './developer.entity.ts';
import { ImageEntity } from './image.entity.ts';

const AnnotationProblemSchema = defineEntity({
  name: 'AnnotationProblemEntity',
  tableName: 'annotation_problem',
  indexes: [{ properties: ['image'] }, { properties: ['actor', 'createdAt'] }],
  properties: {
    id: p
      .uuid()
      .primary()
      .onCreate(() => crypto.randomUUID()),
    image: () => p.manyToOne(ImageEntity).deleteRule('cascade'),
    /** Id of a cell in the truth, or in the prediction of the candidate; null where it is about the whole image. */
    cell: p.bigint('number').nullable().check('cell >= 1'),
    /** In whose prediction it was seen; null where it was seen in the truth. */
    candidate: () => p.manyToOne(CandidateEntity).nullable().deleteRule('restrict'),
    kind: p.enum([...AnnotationProblemKind.options]),
    text: p.text().check('char_length(text) >= 3 and char_length(text) <= 2000'),
    /** Address of the view in which it can be seen. */
    view: p.text().nullable().check('char_length(view) <= 1500'),
    /** Who reported it, as the audit log names them, and their account; null for the operator. */
    actor: p.string().length(120),
    reportedBy: () => p.manyToOne(DeveloperEntity).nullable().deleteRule('restrict'),
    createdAt: p.datetime().defaultRaw('now()'),
  },
});

/** Something that looks wrong with an image, its truth or its tags, for the curators to look at. */
export class AnnotationProblemEntity extends AnnotationProblemSchema.class {}
AnnotationProblemSchema.setClass(AnnotationProblemEntity);
