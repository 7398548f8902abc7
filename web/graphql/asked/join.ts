// Made by web/graphql/generate.ts from schema.graphql and the pages' documents: npm run schema
import type { Asked } from '../../ask.ts';
import type {
  AcceptPairMutation,
  AcceptPairMutationVariables,
  ClaimPlaceMutation,
  ClaimPlaceMutationVariables,
} from '../shapes.ts';

export const AcceptPair: Asked<AcceptPairMutation, AcceptPairMutationVariables> = {
  name: 'AcceptPair',
  hash: '580a6cda44bffa9273b984d77ef3d73b2b3bd6535229e35a815584dcd71266fc',
};
export const ClaimPlace: Asked<ClaimPlaceMutation, ClaimPlaceMutationVariables> = {
  name: 'ClaimPlace',
  hash: '2da596d73755616a0a515766de5640e5747b049d7b2819081a73d0aa16d477cd',
};
