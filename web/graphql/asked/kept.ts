// Made by web/graphql/generate.ts from schema.graphql and the pages' documents: npm run schema
import type { Asked } from '../../ask.ts';
import type {
  DeleteMyCareRecordsMutation,
  DeleteMyCareRecordsMutationVariables,
  KeepMyCareRecordMutation,
  KeepMyCareRecordMutationVariables,
} from '../shapes.ts';

export const KeepMyCareRecord: Asked<KeepMyCareRecordMutation, KeepMyCareRecordMutationVariables> = {
  name: 'KeepMyCareRecord',
  hash: '6e924f008f2dea32dca750a0009a7722ea1af7ba90a5c6a308e483ca5977aa77',
};
export const DeleteMyCareRecords: Asked<DeleteMyCareRecordsMutation, DeleteMyCareRecordsMutationVariables> = {
  name: 'DeleteMyCareRecords',
  hash: 'cab1654bcb81e695c9010aa722159c62958a84f305389cbde410e5470b76f594',
};
