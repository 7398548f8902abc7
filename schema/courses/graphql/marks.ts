import { EVIDENCE_GRADES, type Term } from '../../../drizzle/tables/marks.ts';
import { builder } from '../../graphql/builder.ts';
import { described } from '../../graphql/enums.ts';
import type { ClaimRow } from '../queries/marks.ts';
import type { LinkedModule, TextMarks } from '../rules/textMarks.ts';
import { ModuleRef } from './module.ts';
import { ReferenceType } from './references.ts';

const EvidenceGrade = builder.enumType('EvidenceGrade', {
  description: 'How well a claim of a course is supported, as its authors judge.',
  values: described(EVIDENCE_GRADES, {
    STRONG: 'Several good studies, or a review of them, agree.',
    MIXED: 'There are studies, and they are few, small or do not agree.',
    CONTESTED: 'People who know the field disagree about it.',
    PRACTICE: 'Practitioners teach it; it has not been tested in studies.',
  }),
});

export const ClaimType = builder.objectRef<ClaimRow>('Claim').implement({
  description: 'Something that a text of the course claims, marked with its evidence.',
  fields: (t) => ({
    key: t.exposeString('key', { description: 'Its short name in this course, by which the text marks its words.' }),
    grade: t.field({ type: EvidenceGrade, description: 'How well it is supported.', resolve: (row) => row.grade }),
    text: t.exposeString('text', { description: 'The words of the text that make the claim, without markup.' }),
    sources: t.expose('references', {
      type: [ReferenceType],
      description: 'The references on which it stands: at least 1, at most 12.',
    }),
    whatWouldChangeIt: t.exposeString('wouldChange', {
      description: 'What would change the mind of the authors, in one line.',
    }),
    module: t.field({
      type: ModuleRef,
      description: 'The module whose text makes the claim.',
      resolve: (row) => row.moduleId,
    }),
  }),
});

export const TermType = builder.objectRef<Term>('Term').implement({
  description: 'A word of the course with its meaning.',
  fields: (t) => ({
    key: t.exposeString('key', { description: 'Its short name in this course, by which texts link it.' }),
    term: t.exposeString('term', { description: 'The word or words.' }),
    meaning: t.exposeString('meaning', { description: 'What it means in this course.' }),
  }),
});

const LinkedModuleType = builder.objectRef<LinkedModule>('LinkedModule').implement({
  description: 'A module that a text links.',
  fields: (t) => ({
    key: t.exposeString('key', { description: 'Its short name in this course, by which the text links it.' }),
    position: t.exposeInt('position', { description: 'Its place in the course, from 1.' }),
    title: t.exposeString('title', { description: 'Its title.' }),
  }),
});

/** @public what enrolled people read has it too. */
export const TextMarksType = builder.objectRef<TextMarks>('TextMarks').implement({
  description:
    'What the links of a text name: `module:`, `ref:`, `term:` and `claim:`, each followed by a key. Nothing is here that the text does not name.',
  fields: (t) => ({
    claims: t.expose('claims', { type: [ClaimType], description: 'The claims that it marks. At most 40.' }),
    terms: t.expose('terms', { type: [TermType], description: 'The terms that it links.' }),
    references: t.expose('references', {
      type: [ReferenceType],
      description: 'The references that it links, and those on which its claims stand.',
    }),
    modules: t.expose('modules', { type: [LinkedModuleType], description: 'The modules that it links.' }),
  }),
});
