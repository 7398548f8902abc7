// Made by web/graphql/generate.ts from schema.graphql and the pages' documents: npm run schema
import type { Asked } from '../../ask.ts';
import type {
  ChangePrintedNameMutation,
  ChangePrintedNameMutationVariables,
  ClaimCertificatesMutation,
  ClaimCertificatesMutationVariables,
} from '../shapes.ts';

export const ChangePrintedName: Asked<ChangePrintedNameMutation, ChangePrintedNameMutationVariables> = {
  name: 'ChangePrintedName',
  hash: '89a4248ef0c83f039aaf0810c8742f1835bec5ae6e06b5080307d926e28eee24',
};
export const ClaimCertificates: Asked<ClaimCertificatesMutation, ClaimCertificatesMutationVariables> = {
  name: 'ClaimCertificates',
  hash: '0c6a7c16a78d9c4c82c03c54ea9a361c2e8ec60b5d97cec70c17fa04cd1f4696',
};
