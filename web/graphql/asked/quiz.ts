// Made by web/graphql/generate.ts from schema.graphql and the pages' documents: npm run schema
import type { Asked } from '../../ask.ts';
import type {
  SaveQuizAnswersMutation,
  SaveQuizAnswersMutationVariables,
  StartQuizAttemptMutation,
  StartQuizAttemptMutationVariables,
  SubmitQuizAttemptMutation,
  SubmitQuizAttemptMutationVariables,
} from '../shapes.ts';

export const StartQuizAttempt: Asked<StartQuizAttemptMutation, StartQuizAttemptMutationVariables> = {
  name: 'StartQuizAttempt',
  hash: 'de696044e7d9b33dbf6f530a24a345eaea447555cef10b9fd5a0e7f60f251626',
};
export const SaveQuizAnswers: Asked<SaveQuizAnswersMutation, SaveQuizAnswersMutationVariables> = {
  name: 'SaveQuizAnswers',
  hash: 'dc2354ab45dbe625efc2217f1197fcfc5d90dcf533082dd46374873ff015ced2',
};
export const SubmitQuizAttempt: Asked<SubmitQuizAttemptMutation, SubmitQuizAttemptMutationVariables> = {
  name: 'SubmitQuizAttempt',
  hash: '15c6bc510ae1766142864cbe61371f7c28068c9f1500f5ee56c22ff4ecc38a32',
};
