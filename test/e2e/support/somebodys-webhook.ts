/** A webhook of somebody else, which the API server of a test asks over HTTPS. */
import type { IncomingMessage } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Test } from 'tap';
import { createCertificate } from '../../../src/tls/issue.js';

/** What a webhook configuration says of it. */
export interface ClientConfig {
  readonly url: string;
  readonly caBundle: string;
}

/** @param answer to the body of a request, as JSON */
export async function listen(t: Test, answer: (body: string) => unknown): Promise<ClientConfig> {
  const { key, cert } = await createCertificate(Date.now());
  const server = createServer({ key, cert }, (request, response) => {
    void bodyOf(request).then((body) => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(answer(body)));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.teardown(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo; // of a server that listens at a port
  return { url: `https://127.0.0.1:${port}/`, caBundle: Buffer.from(cert).toString('base64') };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
