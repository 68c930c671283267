/** Reads the body of a job's creation or change: XML unless it is, or is said to be, JSON. */
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { AsyncFault } from '../async-fault';

export type JobFields = Readonly<Record<string, unknown>>;

const parser = new XMLParser({ removeNSPrefix: true, ignoreAttributes: true, parseTagValue: false });

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
  const verdict = XMLValidator.validate(body.trim());
  if (verdict !== true) throw new AsyncFault('InvalidXML', verdict.err.msg);
  if (/<!DOCTYPE/i.test(body)) throw new AsyncFault('InvalidXML', 'DOCTYPE is disallowed');
  const { '?xml': _declaration, ...roots } = asFields(parser.parse(body.trim()));
  const [root] = Object.values(roots);
  if (root === undefined || root === '') throw unparsable();
  return asFields(root);
};

const asFields = (value: unknown): JobFields => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw unparsable();
  return value as JobFields;
};
