// Made by web/graphql/generate.ts from schema.graphql and the pages' documents: npm run schema
import type { Asked } from '../../ask.ts';
import type {
  WithdrawMutation,
  WithdrawMutationVariables,
} from '../shapes.ts';

export const Withdraw: Asked<WithdrawMutation, WithdrawMutationVariables> = {
  name: 'Withdraw',
  hash: '0ea1e3aa9b66169e0924c000a4283b9576b8a910e2df07d758550607cb5bdc43',
};
