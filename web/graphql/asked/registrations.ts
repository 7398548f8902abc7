// Made by web/graphql/generate.ts from schema.graphql and the pages' documents: npm run schema
import type { Asked } from '../../ask.ts';
import type {
  AcceptOfferMutation,
  AcceptOfferMutationVariables,
  AnswerChangeMutation,
  AnswerChangeMutationVariables,
  CancelPlaceMutation,
  CancelPlaceMutationVariables,
  ExtendHoldMutation,
  ExtendHoldMutationVariables,
  InvitePartnerMutation,
  InvitePartnerMutationVariables,
  LeaveWaitlistMutation,
  LeaveWaitlistMutationVariables,
  PayOrderMutation,
  PayOrderMutationVariables,
} from '../shapes.ts';

export const CancelPlace: Asked<CancelPlaceMutation, CancelPlaceMutationVariables> = {
  name: 'CancelPlace',
  hash: '670a94b2b265565dae97092cd52b9f6f9ca2535a709062451975318c62fa1fdd',
};
export const PayOrder: Asked<PayOrderMutation, PayOrderMutationVariables> = {
  name: 'PayOrder',
  hash: '9966b0a1aa727e5ec02b1bf47a18194b41bae6f133a2d4c22aaae19f7f7017a0',
};
export const ExtendHold: Asked<ExtendHoldMutation, ExtendHoldMutationVariables> = {
  name: 'ExtendHold',
  hash: '6c3d231e1ff13fdb23560c1361895290956cdebce9066350fe86efde4706c862',
};
export const InvitePartner: Asked<InvitePartnerMutation, InvitePartnerMutationVariables> = {
  name: 'InvitePartner',
  hash: 'db5f41b89fb3f162682cc159d9892fc47855f545900299ff63ab19176feaef1a',
};
export const AnswerChange: Asked<AnswerChangeMutation, AnswerChangeMutationVariables> = {
  name: 'AnswerChange',
  hash: 'fd5aa8cb7dab6943d4e8ca6feea3db9f0b3de81e3c964fb5b8254a00bb3a70c5',
};
export const AcceptOffer: Asked<AcceptOfferMutation, AcceptOfferMutationVariables> = {
  name: 'AcceptOffer',
  hash: '78a5509ed6ccb600c63099a81a6d285c77eedec9160add08fc2e12ca901cc2a6',
};
export const LeaveWaitlist: Asked<LeaveWaitlistMutation, LeaveWaitlistMutationVariables> = {
  name: 'LeaveWaitlist',
  hash: '95914eb808da1f7806b39a53273c8e669c58370ecf87f5a5778e29ce50b4623a',
};
