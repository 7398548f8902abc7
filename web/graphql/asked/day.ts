// Made by web/graphql/generate.ts from schema.graphql and the pages' documents: npm run schema
import type { Asked } from '../../ask.ts';
import type {
  CorrectDayMutation,
  CorrectDayMutationVariables,
  DayRecordQuery,
  DayRecordQueryVariables,
} from '../shapes.ts';

export const DayRecord: Asked<DayRecordQuery, DayRecordQueryVariables> = {
  name: 'DayRecord',
  hash: '03c560eb2c4d847533f49a513099cf1978ff09fb0f029832c2d493ce670aa58c',
};
export const CorrectDay: Asked<CorrectDayMutation, CorrectDayMutationVariables> = {
  name: 'CorrectDay',
  hash: '3a7b3b904172fb7037853d931816174a59f0a9826ed9fe0a07574fbb71dff5f8',
};
