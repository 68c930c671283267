/** Bulk API Developer Guide: "Map Data Fields": the transformation spec of a CSV job. */
import { CHARACTERS_PER_SPEC } from '../../wire/limits';
import { asyncOperation } from '../async-call';
import { AsyncFault, unsupportedContentType } from '../async-fault';
import { mediaType } from '../http';
import { type ClassicJob } from '../classic-job';
import { bulkObject } from '../job-checks';
import { readBytes } from '../read-text';
import { readSpec } from '../transformation-spec';

/** No character takes more bytes than that in UTF-8. */
const BYTES_PER_CHARACTER = 4;

export const uploadSpec = asyncOperation({
  name: 'uploadSpec',
  method: 'POST',
  path: '/job/:jobId/spec',
  async run(call) {
    const job = call.versionedJob();
    call.checkCreator(job);
    checkJob(job);
    if (mediaType(call.contentType) !== 'text/csv') {
      throw unsupportedContentType(call.contentType);
    }
    const limit = CHARACTERS_PER_SPEC * BYTES_PER_CHARACTER;
    const body = await readBytes(call.request, limit, CHARACTERS_PER_SPEC);
    job.spec = await readSpec(body, bulkObject(call.org, job.settings.object));
    return { status: 201 };
  },
});

const checkJob = (job: ClassicJob): void => {
  if (job.settings.contentType !== 'CSV' || job.isQuery) {
    throw new AsyncFault('ClientInputError', 'A transformation spec is for CSV jobs that load data');
  }
  if (job.state !== 'Open' || job.batches.length > 0) {
    throw new AsyncFault('InvalidJobState', 'A transformation spec comes before the first batch of an open job');
  }
};
