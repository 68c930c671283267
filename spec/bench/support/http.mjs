/** The bare minimum of a client, for the raw limits. */
import http from 'node:http';

export function rawClient(port) {
  const agent = new http.Agent({ keepAlive: true });
  const get = (path) =>
    new Promise((resolve, reject) => {
      http.get({ port, host: '127.0.0.1', path, agent }, resolve).on('error', reject);
    });
  const post = (path, body, headers = {}) =>
    new Promise((resolve, reject) => {
      const options = { port, host: '127.0.0.1', path, agent, method: 'POST' };
      const request = http.request({ ...options, headers: { ...headers, 'Content-Length': body.length } }, (reply) => {
        resolve(textOf(reply));
      });
      request.on('error', reject).end(body);
    });
  return { get, post, end: () => agent.destroy() };
}

async function textOf(reply) {
  const parts = [];
  for await (const part of reply) parts.push(part);
  return Buffer.concat(parts).toString();
}
