/** R1 of the cold start: Fastify as it comes, with its logger, one route over HTTPS. Argument: where its certificate is. */
import { readFileSync } from 'node:fs';
import Fastify from 'fastify';

const [directory] = process.argv.slice(2);
const https = { key: readFileSync(`${directory}/tls.key`), cert: readFileSync(`${directory}/tls.crt`) };
const app = Fastify({ logger: true, https });
app.post('/validate', async () => ({ hello: 'world' }));
await app.listen({ host: '127.0.0.1', port: 0 });
