import './graphql/addLicense.ts';
import './graphql/license.ts';
import './graphql/removeLicense.ts';
