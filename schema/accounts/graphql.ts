import './graphql/viewer.ts';
