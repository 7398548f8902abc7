// Made by web/graphql/generate.ts from schema.graphql and the pages' documents: npm run schema
import type { Asked } from '../../ask.ts';
import type {
  AnswerLaterMutation,
  AnswerLaterMutationVariables,
  KeepTriedMutation,
  KeepTriedMutationVariables,
} from '../shapes.ts';

export const AnswerLater: Asked<AnswerLaterMutation, AnswerLaterMutationVariables> = {
  name: 'AnswerLater',
  hash: '390f1449d2e91a5c114991d7222a163fb4b6e872d4023f6ff8bda45be9124b79',
};
export const KeepTried: Asked<KeepTriedMutation, KeepTriedMutationVariables> = {
  name: 'KeepTried',
  hash: 'a1d924a2b4bb048804f37ff89bd6b0df1fb5834c6362c5dee8e47a054c0b652f',
};
