import './graphql/grantException.ts';
