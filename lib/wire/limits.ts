/** What the service accepts at most. Source: Bulk API 2.0 and Bulk API Developer Guide 66.0, "Limits". */

/** Records in one 1.0 batch, the header not counted. */
export const RECORDS_PER_BATCH = 10_000;

/** Characters in one 1.0 batch; the byte limit (10 MB) is taken as the same number, which keeps both. */
export const CHARACTERS_PER_BATCH = 10_000_000;

export const CHARACTERS_PER_FIELD = 131_072;
export const CHARACTERS_PER_RECORD = 400_000;
export const FIELDS_PER_RECORD = 5_000;
export const CHARACTERS_PER_CSV_HEADER = 32_000;
export const CHARACTERS_PER_SOQL = 100_000;
export const CHARACTERS_PER_SPEC = 8_192;

/** Records that the service processes as one transaction. */
export const RECORDS_PER_CHUNK = 200;

/** Batches of an org in 24 hours, 1.0 and 2.0 loads together. */
export const BATCHES_PER_DAY = 15_000;

/** A job that has been open for this many hours takes no more batches. */
export const JOB_OPEN_HOURS = 24;

/** Jobs and results are kept for this many days. */
export const JOB_LIFESPAN_DAYS = 7;

export const ZIP_FILE_NAME_BYTES = 512;
export const ZIP_BYTES = 10_000_000;
export const ZIP_UNZIPPED_BYTES = 20_000_000;
export const ZIP_ENTRIES = 1_000;

export const PK_CHUNK_SIZE_DEFAULT = 100_000;
export const PK_CHUNK_SIZE_MAX = 250_000;

/** Bytes that one 2.0 job takes, before the server's own base64 (100 MB). */
export const V2_UPLOAD_BYTES = 100_000_000;

/** Characters of data in a 2.0 multipart request. */
export const V2_MULTIPART_CHARACTERS = 100_000;

/** Bytes of a SOAP login request. */
export const LOGIN_REQUEST_BYTES = 10_240;
