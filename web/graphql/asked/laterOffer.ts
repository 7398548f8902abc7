// Made by web/graphql/generate.ts from schema.graphql and the pages' documents: npm run schema
import type { Asked } from '../../ask.ts';
import type {
  StartLaterMutation,
  StartLaterMutationVariables,
  StopLaterMutation,
  StopLaterMutationVariables,
} from '../shapes.ts';

export const StartLater: Asked<StartLaterMutation, StartLaterMutationVariables> = {
  name: 'StartLater',
  hash: '2aa62c51e1641c106c875e2faddfebb1f17212e8421567340348004292c3d80f',
};
export const StopLater: Asked<StopLaterMutation, StopLaterMutationVariables> = {
  name: 'StopLater',
  hash: '8dbe93bc67822cc4f222f46e6263c0307c3fa2889b89a211f5dee9a341ac2cf8',
};
