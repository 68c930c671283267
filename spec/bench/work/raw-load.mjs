/** The limit on loading: the file's bytes in slices, as large as a batch, boundaries ignored. */
import fs from 'node:fs';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { rawClient } from '../support/http.mjs';
import { given, measure } from '../support/measure.mjs';

const SLICE = 832 * 1024;
const CONCURRENCY = 4;
const compress = promisify(gzip);

await measure(async () => {
  const { post, end } = rawClient(given.port);
  const created = await post(
    '/services/async/66.0/job',
    Buffer.from('<jobInfo><operation>insert</operation></jobInfo>'),
  );
  const [, id] = /<id>(\w+)/.exec(created);
  const send = async (slice) => {
    const body = given.gzip ? await compress(slice, { level: 1, chunkSize: 1 << 18 }) : slice;
    await post(`/services/async/66.0/job/${id}/batch`, body, { 'Content-Type': 'text/csv' });
  };
  const underWay = new Set();
  for await (const slice of fs.createReadStream(given.file, { highWaterMark: SLICE })) {
    const task = send(slice).then(() => underWay.delete(task));
    underWay.add(task);
    if (underWay.size >= CONCURRENCY) await Promise.race(underWay);
  }
  await Promise.all(underWay);
  end();
});
