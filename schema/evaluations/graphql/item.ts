import { builder } from '../../graphql/builder.ts';
import { described } from '../../graphql/enums.ts';
import { type EvaluationItem, ITEM_GROUPS, ITEM_KINDS, MAX_TEXT } from '../rules.ts';

const ItemKindEnum = builder.enumType('EvaluationItemKind', {
  description: 'How an item is answered.',
  values: described(ITEM_KINDS, {
    SCALE: 'With `scale`: 1 for the first of `options`, 2 for the second, and so on.',
    CHOICE: 'With `choice`: one of `options`.',
    TEXT: 'With `text`, in your own words.',
  }),
});

const ItemGroupEnum = builder.enumType('EvaluationItemGroup', {
  description: 'What an item of an evaluation speaks of.',
  values: described(ITEM_GROUPS, {
    OBJECTIVE: 'One objective of the course.',
    PRESENTER: 'One author or presenter.',
    COURSE: 'The course as a whole.',
  }),
});

export const EvaluationItemType = builder.objectRef<EvaluationItem>('EvaluationItem').implement({
  description: 'One question of an evaluation.',
  fields: (t) => ({
    key: t.exposeString('key', { description: 'The key that an answer refers to.' }),
    kind: t.field({ type: ItemKindEnum, description: 'How it is answered.', resolve: (item) => item.kind }),
    group: t.field({ type: ItemGroupEnum, description: 'What it speaks of.', resolve: (item) => item.group }),
    text: t.exposeString('text', { description: 'The question.' }),
    required: t.exposeBoolean('required', { description: 'Whether it must be answered.' }),
    maxLength: t.int({
      nullable: true,
      description: 'For TEXT, how many characters an answer may have.',
      resolve: ({ kind }) => (kind === 'TEXT' ? MAX_TEXT : null),
    }),
    options: t.exposeStringList('options', { description: 'The steps of the scale, or what can be chosen.' }),
  }),
});
