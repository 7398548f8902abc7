// Made by web/graphql/generate.ts from schema.graphql and the pages' documents: npm run schema
import type { Asked } from '../../ask.ts';
import type {
  FinishModuleMutation,
  FinishModuleMutationVariables,
  RecordActivityMutation,
  RecordActivityMutationVariables,
} from '../shapes.ts';

export const RecordActivity: Asked<RecordActivityMutation, RecordActivityMutationVariables> = {
  name: 'RecordActivity',
  hash: '2f82706d7c99605a9c5fe8d167f01e2507ed713b108e9f764b105644b6af8986',
};
export const FinishModule: Asked<FinishModuleMutation, FinishModuleMutationVariables> = {
  name: 'FinishModule',
  hash: '9cb23d3e7a0feed9c364ffe46658205815feeda620310dcbaffd421eed890fb9',
};
