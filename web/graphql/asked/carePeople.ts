// Made by web/graphql/generate.ts from schema.graphql and the pages' documents: npm run schema
import type { Asked } from '../../ask.ts';
import type {
  ExportCareQuery,
  ExportCareQueryVariables,
  MarkPresenceMutation,
  MarkPresenceMutationVariables,
  OpenCareRecordQuery,
  OpenCareRecordQueryVariables,
  RecordScreeningMutation,
  RecordScreeningMutationVariables,
  WithdrawScreeningMutation,
  WithdrawScreeningMutationVariables,
} from '../shapes.ts';

export const OpenCareRecord: Asked<OpenCareRecordQuery, OpenCareRecordQueryVariables> = {
  name: 'OpenCareRecord',
  hash: '28d549478f69a816b5fa2fba0170cbe0979a06a92a144a613f299f120450c8ec',
};
export const ExportCare: Asked<ExportCareQuery, ExportCareQueryVariables> = {
  name: 'ExportCare',
  hash: '7e7f3ae58392a3c24cba2e7dac3572d9f66d9506c378c0d4b83126f56d05e395',
};
export const RecordScreening: Asked<RecordScreeningMutation, RecordScreeningMutationVariables> = {
  name: 'RecordScreening',
  hash: 'ec2e707f9e6c5e8a903a6da5c53a13307185cc6b70c40d0a0eef0bc66ef80763',
};
export const WithdrawScreening: Asked<WithdrawScreeningMutation, WithdrawScreeningMutationVariables> = {
  name: 'WithdrawScreening',
  hash: '6e09b1310fa78c8ff4f64da6e1e81f65a0c06c023669a398bd51f2dfd27b8f65',
};
export const MarkPresence: Asked<MarkPresenceMutation, MarkPresenceMutationVariables> = {
  name: 'MarkPresence',
  hash: 'a120a2576fe39ee0ce3879f7c20ebb23473fc1da5611dbf799fcfe4fb2942d39',
};
