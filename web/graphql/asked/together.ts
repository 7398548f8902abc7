// Made by web/graphql/generate.ts from schema.graphql and the pages' documents: npm run schema
import type { Asked } from '../../ask.ts';
import type {
  AgreeToJointPlanMutation,
  AgreeToJointPlanMutationVariables,
  ReadSharedPlanQuery,
  ReadSharedPlanQueryVariables,
  SaveJointPlanMutation,
  SaveJointPlanMutationVariables,
} from '../shapes.ts';

export const ReadSharedPlan: Asked<ReadSharedPlanQuery, ReadSharedPlanQueryVariables> = {
  name: 'ReadSharedPlan',
  hash: '2b1a0198d03fbae0f29ff884a8a05e502edf284e9a3bf3850a393a753a83ff93',
};
export const SaveJointPlan: Asked<SaveJointPlanMutation, SaveJointPlanMutationVariables> = {
  name: 'SaveJointPlan',
  hash: '624b99e9f6de57f9aaf5ecac9486b80e9540460fef89c4ca588bdc8b6e262eb6',
};
export const AgreeToJointPlan: Asked<AgreeToJointPlanMutation, AgreeToJointPlanMutationVariables> = {
  name: 'AgreeToJointPlan',
  hash: '260a01d43f3541c9409025a21404075c42ca02d8bd16c8f2a992fdce70427191',
};
