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
  hash: '077605ae03f2b5752a07c506905226f515029b2585141639b6205ac08f94aaa4',
};
export const KeepTried: Asked<KeepTriedMutation, KeepTriedMutationVariables> = {
  name: 'KeepTried',
  hash: 'a1d924a2b4bb048804f37ff89bd6b0df1fb5834c6362c5dee8e47a054c0b652f',
};
