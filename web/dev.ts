import { createServer } from 'vite';
import { config } from './viteConfig.ts';

/** Serves the pages while they are worked on: npm run web, beside npm start. */
const server = await createServer({ ...config, configFile: false });
await server.listen();
server.printUrls();
