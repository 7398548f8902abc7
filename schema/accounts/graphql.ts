import './graphql/signInPolicy.ts';
import './graphql/viewer.ts';
