import './graphql/openAttempts.ts';
import './graphql/quiz.ts';
import './graphql/quizOfModule.ts';
import './graphql/saveQuizAnswer.ts';
import './graphql/saveQuizAnswers.ts';
import './graphql/startQuizAttempt.ts';
import './graphql/submitQuizAttempt.ts';
