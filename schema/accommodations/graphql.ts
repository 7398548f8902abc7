import './graphql/answerAccommodation.ts';
import './graphql/record.ts';
import './graphql/request.ts';
import './graphql/requestAccommodation.ts';
import './graphql/withdrawAccommodation.ts';
