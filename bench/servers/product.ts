import { createServer } from 'node:http';
import { connect } from '../../drizzle/client.ts';
import { productApp } from './app.ts';
import { CONNECTIONS, serve, settings } from './child.ts';

await serve(createServer(await productApp(connect(settings().databaseUrl, { max: CONNECTIONS }))));
