/** Reads the body of a job's creation or change: XML unless it is, or is said to be, JSON. */
import { AsyncFault } from '../async-fault';
import { XmlMalformed, xmlReader } from './parse-xml';

export type JobFields = Readonly<Record<string, unknown>>;

const read = xmlReader({ removeNSPrefix: true, ignoreAttributes: true });

export const readJobFields = (body: string, isDeclaredJson: boolean): JobFields =>
  isDeclaredJson || body.trimStart().startsWith('{') ? readJson(body) : readXml(body);

const unparsable = (): AsyncFault => new AsyncFault('InvalidJob', 'Unable to parse Job');

const readJson = (body: string): JobFields => {
  try {
    return asFields(JSON.parse(body));
  } catch {
    throw unparsable();
  }
};

/** The name of the root is not looked at: `jobInfo`, `jobinfo`, anything. */
const readXml = (body: string): JobFields => {
  const [root] = Object.values(asFields(parseXml(body)));
  if (root === undefined || root === '') throw unparsable();
  return asFields(root);
};

const parseXml = (body: string): unknown => {
  try {
    return read(body);
  } catch (error) {
    throw error instanceof XmlMalformed ? new AsyncFault('InvalidXML', error.message) : error;
  }
};

const asFields = (value: unknown): JobFields => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw unparsable();
  return value as JobFields;
};
