// Made by web/graphql/generate.ts from schema.graphql and the pages' documents: npm run schema
import type { Asked } from '../../ask.ts';
import type {
  SaveIntakeMutation,
  SaveIntakeMutationVariables,
  SubmitIntakeMutation,
  SubmitIntakeMutationVariables,
} from '../shapes.ts';

export const SaveIntake: Asked<SaveIntakeMutation, SaveIntakeMutationVariables> = {
  name: 'SaveIntake',
  hash: '77df061defb198576de87c8e72e3fe82238a1978fc3e8bd0799ba217bda79498',
};
export const SubmitIntake: Asked<SubmitIntakeMutation, SubmitIntakeMutationVariables> = {
  name: 'SubmitIntake',
  hash: '4493cb234c5cc7767d646978b5b598d2c704c732f045ff1bb11ca99293d2daad',
};
