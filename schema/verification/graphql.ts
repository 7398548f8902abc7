import './graphql/verdict.ts';
import './graphql/verify.ts';
