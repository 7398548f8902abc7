import './graphql/settings.ts';
import './graphql/own.ts';
import './graphql/intake.ts';
import './graphql/plan.ts';
import './graphql/keeping.ts';
import './graphql/led.ts';
import './graphql/list.ts';
import './graphql/consultations.ts';
