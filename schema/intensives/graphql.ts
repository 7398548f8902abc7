import './graphql/codes.ts';
import './graphql/disclosures.ts';
import './graphql/intensive.ts';
import './graphql/nameInstructor.ts';
import './graphql/publicationGap.ts';
import './graphql/saveIntensive.ts';
import './graphql/taxChoice.ts';
