// Made by web/graphql/generate.ts from schema.graphql and the pages' documents: npm run schema
import type { Asked } from '../../ask.ts';
import type {
  CorrectDayMutation,
  CorrectDayMutationVariables,
} from '../shapes.ts';

export const CorrectDay: Asked<CorrectDayMutation, CorrectDayMutationVariables> = {
  name: 'CorrectDay',
  hash: '3a7b3b904172fb7037853d931816174a59f0a9826ed9fe0a07574fbb71dff5f8',
};
