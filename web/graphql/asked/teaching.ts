// Made by web/graphql/generate.ts from schema.graphql and the pages' documents: npm run schema
import type { Asked } from '../../ask.ts';
import type {
  StateTaughtMutation,
  StateTaughtMutationVariables,
} from '../shapes.ts';

export const StateTaught: Asked<StateTaughtMutation, StateTaughtMutationVariables> = {
  name: 'StateTaught',
  hash: '251ff58f00b6e6b51386c74506cfef2aa76a9e3b9669fce3b5bc0c36f0f60967',
};
