// Made by web/graphql/generate.ts from schema.graphql and the pages' documents: npm run schema
import type { Asked } from '../../ask.ts';
import type {
  PrivacyAgreeMutation,
  PrivacyAgreeMutationVariables,
  PrivacyEraseMutation,
  PrivacyEraseMutationVariables,
  PrivacyKeepMutation,
  PrivacyKeepMutationVariables,
  PrivacyWithdrawMutation,
  PrivacyWithdrawMutationVariables,
} from '../shapes.ts';

export const PrivacyAgree: Asked<PrivacyAgreeMutation, PrivacyAgreeMutationVariables> = {
  name: 'PrivacyAgree',
  hash: 'ea1bc2e4d855cdf891513dbf3833655fbd6bb900b1ac7e6f858ac20d78bbe2e4',
};
export const PrivacyWithdraw: Asked<PrivacyWithdrawMutation, PrivacyWithdrawMutationVariables> = {
  name: 'PrivacyWithdraw',
  hash: '8c4c58680ff2f9f1cb2861d9ea0eea1aeadf2fec39570364b29f99d3f7f369d1',
};
export const PrivacyErase: Asked<PrivacyEraseMutation, PrivacyEraseMutationVariables> = {
  name: 'PrivacyErase',
  hash: '8aadaa45fc408287d6eaad1f11da7be26c6cff5e6920debe6b11c1f96216b619',
};
export const PrivacyKeep: Asked<PrivacyKeepMutation, PrivacyKeepMutationVariables> = {
  name: 'PrivacyKeep',
  hash: '9e247ec5f7f776930809ca1a04b2e5f23018e7614759bf9ea788a1fc8df48101',
};
