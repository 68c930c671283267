/** The three formats of 1.0, side by side: how rows are written, and how results are read. */
import { type CsvStyle } from '../codecs/csv-writer';
import { type ContentType } from '../wire/v1';
import { readQueryRows, readResultRows } from './csv-result-rows';
import { csvEncoder, encodeJson, encodeXml, type RowEncoder } from './encoders';
import { readJsonQueryRows, readJsonResultRows } from './json-result-rows';
import { type RawRow, type ResultRow } from './types';
import { readXmlQueryRows, readXmlResultRows } from './xml-result-rows';

export type DataFormat = 'CSV' | 'XML' | 'JSON';

export interface Format {
  /** Rows into the body of a batch; only CSV is written in more than one style. */
  readonly encoder: (style: CsvStyle) => RowEncoder;
  /** The results of a load, in blocks. */
  readonly readResultRows: (source: AsyncIterable<Uint8Array>) => AsyncIterable<ResultRow[]>;
  /** The rows of one result set of a query, in blocks. */
  readonly readQueryRows: (source: AsyncIterable<Uint8Array>) => AsyncIterable<RawRow[]>;
}

export const FORMATS: Record<DataFormat, Format> = {
  CSV: { encoder: csvEncoder, readResultRows, readQueryRows },
  XML: { encoder: () => encodeXml, readResultRows: readXmlResultRows, readQueryRows: readXmlQueryRows },
  JSON: { encoder: () => encodeJson, readResultRows: readJsonResultRows, readQueryRows: readJsonQueryRows },
};

/** The format of the rows, whether or not they travel in a zip. */
export function dataFormat(contentType: ContentType): DataFormat {
  return contentType.replace('ZIP_', '') as DataFormat;
}
