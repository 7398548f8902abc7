import './graphql/accreditor.ts';
import './graphql/board.ts';
