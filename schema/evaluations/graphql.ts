import './graphql/evaluation.ts';
import './graphql/report.ts';
import './graphql/results.ts';
import './graphql/submitEvaluation.ts';
