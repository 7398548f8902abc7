import './graphql/attempts.ts';
import './graphql/quiz.ts';
