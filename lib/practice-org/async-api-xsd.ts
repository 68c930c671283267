/** The XML Schema of the control bodies, made from the same lists of elements. */
import { ASYNC_NAMESPACE, BATCH_INFO_ELEMENTS, BATCH_STATES, CONCURRENCY_MODES, CONTENT_TYPES } from '../wire/v1';
import { EXCEPTION_CODES, JOB_INFO_ELEMENTS, JOB_STATES, OPERATIONS } from '../wire/v1';
import { XML_DECLARATION } from './formats/control';

const ENUMS = {
  OperationEnum: OPERATIONS,
  JobStateEnum: JOB_STATES,
  BatchStateEnum: BATCH_STATES,
  ConcurrencyModeEnum: CONCURRENCY_MODES,
  ContentType: CONTENT_TYPES,
  ExceptionCode: EXCEPTION_CODES,
} as const;

const TYPES: Readonly<Record<string, string>> = {
  operation: 'tns:OperationEnum',
  concurrencyMode: 'tns:ConcurrencyModeEnum',
  contentType: 'tns:ContentType',
  exceptionCode: 'tns:ExceptionCode',
  createdDate: 'xsd:dateTime',
  systemModstamp: 'xsd:dateTime',
  fastPathEnabled: 'xsd:boolean',
  success: 'xsd:boolean',
  created: 'xsd:boolean',
};

const typeOf = (element: string): string => {
  if (/^number.*|.*Time$/.test(element)) return element.includes('Batches') ? 'xsd:int' : 'xsd:long';
  return TYPES[element] ?? 'xsd:string';
};

const enumeration = (name: string, values: readonly string[]): string =>
  ` <xsd:simpleType name="${name}">\n  <xsd:restriction base="xsd:string">\n` +
  values.map((value) => `   <xsd:enumeration value="${value}"/>\n`).join('') +
  '  </xsd:restriction>\n </xsd:simpleType>\n';

const field = (name: string, type = typeOf(name)): string =>
  `   <xsd:element name="${name}" type="${type}" minOccurs="0"/>\n`;

const many = (name: string, type: string): string =>
  `   <xsd:element name="${name}" type="${type}" minOccurs="0" maxOccurs="unbounded"/>\n`;

const complexType = (name: string, elements: string): string =>
  ` <xsd:complexType name="${name}">\n  <xsd:sequence>\n${elements}  </xsd:sequence>\n </xsd:complexType>\n`;

const root = (name: string, type: string): string => ` <xsd:element name="${name}" type="tns:${type}"/>\n`;

const fields = (names: readonly string[], stateType: string): string =>
  names.map((name) => field(name, name === 'state' ? `tns:${stateType}` : typeOf(name))).join('');

const COMPLEX_TYPES = [
  complexType('JobInfo', fields(JOB_INFO_ELEMENTS, 'JobStateEnum')),
  complexType('BatchInfo', fields(BATCH_INFO_ELEMENTS, 'BatchStateEnum')),
  complexType('BatchInfoList', many('batchInfo', 'tns:BatchInfo')),
  complexType('Error', field('exceptionCode') + field('exceptionMessage')),
  complexType('ResultError', many('fields', 'xsd:string') + field('message') + field('statusCode')),
  complexType(
    'Result',
    many('errors', 'tns:ResultError') + ['id', 'success', 'created'].map((name) => field(name)).join(''),
  ),
  complexType('ResultSet', many('result', 'tns:Result')),
  complexType('QueryResultList', many('result', 'xsd:string')),
];

const ROOTS = [
  root('jobInfo', 'JobInfo'),
  root('batchInfo', 'BatchInfo'),
  root('batchInfoList', 'BatchInfoList'),
  root('error', 'Error'),
  root('results', 'ResultSet'),
  root('result-list', 'QueryResultList'),
];

export const asyncApiXsd = (): string =>
  `${XML_DECLARATION}\n<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:tns="${ASYNC_NAMESPACE}"` +
  ` targetNamespace="${ASYNC_NAMESPACE}" elementFormDefault="qualified">\n` +
  Object.entries(ENUMS)
    .map(([name, values]) => enumeration(name, values))
    .join('') +
  [...COMPLEX_TYPES, ...ROOTS].join('') +
  '</xsd:schema>\n';
