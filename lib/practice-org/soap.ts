/** SOAP envelopes, as the partner and enterprise endpoints read and write them. */
import { ENTERPRISE_FAULT_NAMESPACE, ENTERPRISE_NAMESPACE, PARTNER_FAULT_NAMESPACE } from '../wire/login';
import { PARTNER_NAMESPACE, SOAP_ENVELOPE_NAMESPACE } from '../wire/login';
import { XSI_NAMESPACE } from '../wire/v1';
import { XML_DECLARATION } from './formats/control';
import { XmlMalformed, xmlReader } from './formats/parse-xml';
import { escapeSoap } from './formats/text';
import { type Reply, WireFault } from './http';

export interface Wsdl {
  readonly namespace: string;
  readonly faultNamespace: string;
}

export const PARTNER: Wsdl = { namespace: PARTNER_NAMESPACE, faultNamespace: PARTNER_FAULT_NAMESPACE };
export const ENTERPRISE: Wsdl = { namespace: ENTERPRISE_NAMESPACE, faultNamespace: ENTERPRISE_FAULT_NAMESPACE };

const HEADERS = { 'Content-Type': 'text/xml; charset=UTF-8' } as const;

const envelope = (namespace: string, body: string): string =>
  `${XML_DECLARATION}<soapenv:Envelope xmlns:soapenv="${SOAP_ENVELOPE_NAMESPACE}" ${namespace}` +
  ` xmlns:xsi="${XSI_NAMESPACE}"><soapenv:Body>${body}</soapenv:Body></soapenv:Envelope>`;

export const soapReply = ({ namespace }: Wsdl, body: string): Reply => ({
  status: 200,
  headers: HEADERS,
  body: envelope(`xmlns="${namespace}"`, body),
});

interface FaultShape {
  readonly code: string;
  readonly message: string;
  readonly type?: 'LoginFault' | 'UnexpectedErrorFault';
}

export class SoapFault extends WireFault {
  constructor(
    readonly wsdl: Wsdl,
    readonly shape: FaultShape,
  ) {
    super(`${shape.code}: ${shape.message}`);
  }

  override toReply(): Reply {
    const { code, message, type = 'UnexpectedErrorFault' } = this.shape;
    const text = escapeSoap(message);
    const detail =
      `<sf:${type} xsi:type="sf:${type}"><sf:exceptionCode>${code}</sf:exceptionCode>` +
      `<sf:exceptionMessage>${text}</sf:exceptionMessage></sf:${type}>`;
    const body =
      `<soapenv:Fault><faultcode>sf:${code}</faultcode><faultstring>${code}: ${text}</faultstring>` +
      `<detail>${detail}</detail></soapenv:Fault>`;
    return { status: 500, headers: HEADERS, body: envelope(`xmlns:sf="${this.wsdl.faultNamespace}"`, body) };
  }
}

/** A mistake in the SOAP itself, which the WSDL's faults do not describe. */
export class SoapClientFault extends WireFault {
  override toReply(): Reply {
    const body = `<soapenv:Fault><faultcode>soapenv:Client</faultcode><faultstring>${escapeSoap(this.message)}</faultstring></soapenv:Fault>`;
    const start = `${XML_DECLARATION}<soapenv:Envelope xmlns:soapenv="${SOAP_ENVELOPE_NAMESPACE}">`;
    const text = `${start}<soapenv:Body>${body}</soapenv:Body></soapenv:Envelope>`;
    return { status: 500, headers: HEADERS, body: text };
  }
}

export interface SoapRequest {
  readonly operation: string;
  /** The text of each element in the operation's, and of each in the headers. */
  readonly fields: ReadonlyMap<string, string>;
  readonly headers: ReadonlyMap<string, string>;
}

const read = xmlReader({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  trimValues: false,
  preserveOrder: true,
});

type Node = Readonly<Record<string, unknown>>;

/** By local name and namespace: prefixes are the client's own business. */
export const readSoapRequest = (wsdl: Wsdl, body: string): SoapRequest => {
  const root = new SoapElement({ '': parseXml(wsdl, body) }, new Map());
  const soap = root.child('Envelope');
  const operation = soap?.child('Body')?.children()[0];
  if (operation?.namespace !== wsdl.namespace) {
    const name = `{${operation?.namespace ?? ''}}${operation?.name ?? ''}`;
    throw new SoapClientFault(`No operation available for request ${name}, please check the WSDL for the service.`);
  }
  const headers =
    soap
      ?.child('Header')
      ?.children()
      .flatMap((part) => part.children()) ?? [];
  return { operation: operation.name, fields: texts(operation.children()), headers: texts(headers) };
};

const parseXml = (wsdl: Wsdl, body: string): unknown => {
  try {
    return read(body);
  } catch (error) {
    if (!(error instanceof XmlMalformed)) throw error;
    throw new SoapFault(wsdl, { code: 'UNKNOWN_EXCEPTION', message: error.message });
  }
};

const texts = (elements: readonly SoapElement[]): Map<string, string> =>
  new Map(elements.map((element) => [element.name, element.text]));

const ATTRIBUTES = ':@';

class SoapElement {
  readonly name: string;
  readonly #content: readonly Node[];
  readonly #prefix: string;
  readonly #namespaces: ReadonlyMap<string, string>;

  constructor(node: Node, inherited: ReadonlyMap<string, string>) {
    const tag = Object.keys(node).find((key) => key !== ATTRIBUTES) ?? '';
    const [local = '', prefix = ''] = tag.split(':').reverse();
    this.name = local;
    this.#prefix = prefix;
    this.#content = Array.isArray(node[tag]) ? (node[tag] as Node[]) : [];
    this.#namespaces = new Map([...inherited, ...declarations(node[ATTRIBUTES])]);
  }

  get namespace(): string | undefined {
    return this.#namespaces.get(this.#prefix);
  }

  get text(): string {
    return this.#content.map((node) => (typeof node['#text'] === 'string' ? node['#text'] : '')).join('');
  }

  children(): SoapElement[] {
    return this.#content
      .filter((node) => !('#text' in node) && !Object.keys(node).some((key) => key.startsWith('?')))
      .map((node) => new SoapElement(node, this.#namespaces));
  }

  child(name: string): SoapElement | undefined {
    return this.children().find((element) => element.name === name);
  }
}

/** The prefixes that an element's `xmlns` attributes declare; the default namespace has the empty one. */
const declarations = (attributes: unknown): [string, string][] =>
  Object.entries((attributes ?? {}) as Record<string, unknown>)
    .filter(([name]) => name === '@xmlns' || name.startsWith('@xmlns:'))
    .map(([name, uri]) => [name.slice('@xmlns:'.length), String(uri)]);
