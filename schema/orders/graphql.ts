import './graphql/order.ts';
import './graphql/registerForIntensive.ts';
import './graphql/payOrder.ts';
import './graphql/places.ts';
import './graphql/money.ts';
import './graphql/disputes.ts';
import './graphql/cancelIntensive.ts';
import './graphql/scholarships.ts';
