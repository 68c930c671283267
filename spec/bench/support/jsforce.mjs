import jsforce from 'jsforce';
import { given } from './measure.mjs';

export function connection() {
  const conn = new jsforce.Connection({
    instanceUrl: `http://127.0.0.1:${given.port}`,
    accessToken: '00D000000000001!session',
    version: '66.0',
  });
  conn.bulk.pollInterval = 10;
  return conn;
}
