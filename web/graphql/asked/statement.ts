// Made by web/graphql/generate.ts from schema.graphql and the pages' documents: npm run schema
import type { Asked } from '../../ask.ts';
import type {
  SignAttestationMutation,
  SignAttestationMutationVariables,
} from '../shapes.ts';

export const SignAttestation: Asked<SignAttestationMutation, SignAttestationMutationVariables> = {
  name: 'SignAttestation',
  hash: '9b5d550b303f8fc31bba08089cd44805f9f3ab3ccdc5e32dd2b71915cb2d149b',
};
