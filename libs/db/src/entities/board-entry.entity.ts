import { defineEntity, p } from '@mikro-orm/core';
import { CandidateEntity } from './candidate.entity.ts';
import { DatasetEntity } from './dataset.entity.ts';
import { EvaluationEntity } from './evaluation.entity.ts';
import { parts } from './task-image.entity.ts';
import { TaskEntity } from './task.entity.ts';

/** Why what stands on a board changed. */
export const boardCauses = [
  'scored',
  'published',
  'requeue',
  'metric',
  'dataset',
  'withdrawn',
  'retired',
  'restored',
  'migration',
] as const;
export type BoardCause = (typeof boardCauses)[number];

const BoardEntrySchema = defineEntity({
  name: 'BoardEntryEntity',
  tableName: 'board_entry',
  indexes: [
    {
      name: 'board_entry_current_unique',
      expression:
        'create unique index board_entry_current_unique on board_entry (task_id, dataset_id, candidate_id, part) where until is null',
    },
    { properties: ['task', 'dataset', 'since'] },
    { properties: ['candidate'] },
    { properties: ['evaluation'] },
  ],
  checks: [
    { name: 'board_entry_until_check', expression: 'until >= since' },
    {
      name: 'board_entry_end_check',
      expression: '(until is null) = (end_cause is null) and (until is null) = (ended_by is null)',
    },
  ],
  triggers: [
    {
      name: 'stay',
      timing: 'before',
      events: ['update', 'delete'],
      body: `if tg_op = 'DELETE' or old.until is not null or (new.id, new.task_id, new.dataset_id, new.candidate_id, new.part, new.evaluation_id, new.since, new.cause, new.began_by) is distinct from (old.id, old.task_id, old.dataset_id, old.candidate_id, old.part, old.evaluation_id, old.since, old.cause, old.began_by) then raise exception 'Of a board entry only the end may be written, once.' using errcode = 'check_violation'; end if; return new`,
    },
  ],
  properties: {
    id: p
      .uuid()
      .primary()
      .onCreate(() => crypto.randomUUID()),
    task: () => p.manyToOne(TaskEntity).deleteRule('restrict'),
    dataset: () => p.manyToOne(DatasetEntity).deleteRule('restrict'),
    candidate: () => p.manyToOne(CandidateEntity).deleteRule('restrict'),
    part: p.enum([...parts]).default('all'),
    evaluation: () => p.manyToOne(EvaluationEntity).deleteRule('restrict'),
    since: p.datetime().defaultRaw('now()'),
    cause: p.enum([...boardCauses]),
    beganBy: p.string().length(120),
    /** Null while it is on the board. */
    until: p.datetime().nullable(),
    endCause: p.enum([...boardCauses]).nullable(),
    endedBy: p.string().length(120).nullable(),
  },
});

/** From when until when an evaluation stood on the board of a task for a candidate and a dataset. */
export class BoardEntryEntity extends BoardEntrySchema.class {}
BoardEntrySchema.setClass(BoardEntryEntity);
