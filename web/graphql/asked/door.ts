// Made by web/graphql/generate.ts from schema.graphql and the pages' documents: npm run schema
import type { Asked } from '../../ask.ts';
import type {
  SignAtDoorMutation,
  SignAtDoorMutationVariables,
  UndoAtDoorMutation,
  UndoAtDoorMutationVariables,
} from '../shapes.ts';

export const SignAtDoor: Asked<SignAtDoorMutation, SignAtDoorMutationVariables> = {
  name: 'SignAtDoor',
  hash: '426547a912cca78b68e7c12ede8b9a215f3dc891e1fa946bd10818e849f0f9c9',
};
export const UndoAtDoor: Asked<UndoAtDoorMutation, UndoAtDoorMutationVariables> = {
  name: 'UndoAtDoor',
  hash: '259b5a217140a437e45de62fd98b32435419fb889f13a0fe62d07ee69a55c132',
};
