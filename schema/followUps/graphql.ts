import './graphql/answerRecallQuestion.ts';
import './graphql/followUp.ts';
import './graphql/saveTried.ts';
import './graphql/startFollowUp.ts';
import './graphql/stopFollowUp.ts';
