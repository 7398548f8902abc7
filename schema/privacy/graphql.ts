import './graphql/agreements.ts';
import './graphql/dataExport.ts';
import './graphql/erasure.ts';
