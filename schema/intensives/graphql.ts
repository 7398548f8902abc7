import './graphql/codes.ts';
import './graphql/intensive.ts';
import './graphql/linkInstructor.ts';
import './graphql/publicationGap.ts';
import './graphql/saveIntensive.ts';
import './graphql/taxChoice.ts';
