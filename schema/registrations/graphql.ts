import './graphql/calendar.ts';
