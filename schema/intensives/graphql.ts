import './graphql/intensive.ts';
