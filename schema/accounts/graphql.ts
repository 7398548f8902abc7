import './graphql/namePrintable.ts';
import './graphql/signInPolicy.ts';
import './graphql/viewer.ts';
import './graphql/viewerMail.ts';
