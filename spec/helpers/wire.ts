/** Bodies as the service writes them, its line breaks and indents included, with ids that are made up. */

export const SESSION_ID = '00DQQ0000001PrA!AQ4AQKpracticeSessionValue.abc_DEF';
export const JOB_ID = '750QQ000000Ab1XYAS';
export const BATCH_ID = '751QQ000000Cd2YYAS';
export const SECOND_BATCH_ID = '751QQ000000Cd2ZYAS';
export const USER_ID = '005QQ000000KkLmYAK';

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>';
const NAMESPACE = '\n   xmlns="http://www.force.com/2009/06/asyncapi/dataload"';

type Values = Record<string, string | number>;

function elements(values: Values, indent: string): string {
  return Object.entries(values)
    .map(([name, value]) => `${indent}<${name}>${value}</${name}>\n`)
    .join('');
}

const COUNTERS: Values = {
  totalProcessingTime: 0,
  apiActiveProcessingTime: 0,
  apexProcessingTime: 0,
};

export function jobInfo(values: Values = {}): string {
  const all = {
    id: JOB_ID,
    operation: 'insert',
    object: 'Contact',
    createdById: USER_ID,
    createdDate: '2026-01-02T03:04:05.000Z',
    systemModstamp: '2026-01-02T03:04:05.000Z',
    state: 'Open',
    concurrencyMode: 'Parallel',
    contentType: 'CSV',
    numberBatchesQueued: 0,
    numberBatchesInProgress: 0,
    numberBatchesCompleted: 0,
    numberBatchesFailed: 0,
    numberBatchesTotal: 0,
    numberRecordsProcessed: 0,
    numberRetries: 0,
    apiVersion: '66.0',
    numberRecordsFailed: 0,
    ...COUNTERS,
    ...values,
  };
  return `${DECLARATION}<jobInfo${NAMESPACE}>\n${elements(all, ' ')}</jobInfo>\n`;
}

function batchValues(values: Values): Values {
  const { id = BATCH_ID, jobId = JOB_ID, state = 'Queued', ...rest } = values;
  const { stateMessage, ...others } = rest;
  return {
    id,
    jobId,
    state,
    ...(stateMessage === undefined ? {} : { stateMessage }),
    createdDate: '2026-01-02T03:04:06.000Z',
    systemModstamp: '2026-01-02T03:04:06.000Z',
    numberRecordsProcessed: 0,
    numberRecordsFailed: 0,
    ...COUNTERS,
    ...others,
  };
}

export function batchInfo(values: Values = {}): string {
  return `${DECLARATION}<batchInfo${NAMESPACE}>\n${elements(batchValues(values), ' ')}</batchInfo>\n`;
}

export function batchInfoList(...batches: Values[]): string {
  if (batches.length === 0) return `${DECLARATION}<batchInfoList${NAMESPACE} />`;
  const members = batches.map((values) => ` <batchInfo>\n${elements(batchValues(values), '  ')} </batchInfo>\n`);
  return `${DECLARATION}<batchInfoList${NAMESPACE}>\n${members.join('')}</batchInfoList>\n`;
}

/** The list of result sets comes without a declaration and on one line. */
export function resultList(...ids: string[]): string {
  const members = ids.map((id) => `<result>${id}</result>`).join('');
  return `<result-list xmlns="http://www.force.com/2009/06/asyncapi/dataload">${members}</result-list>`;
}

export function asyncError(exceptionCode: string, exceptionMessage: string): string {
  return `${DECLARATION}<error${NAMESPACE}>\n${elements({ exceptionCode, exceptionMessage }, ' ')}</error>\n`;
}

export const SESSION_ENDED = asyncError('InvalidSessionId', 'Invalid session id');

const SOAP_NAMESPACES =
  'xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns="urn:partner.soap.sforce.com" ' +
  'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';

export function loginResponse(values: Values = {}): string {
  const { sessionId = SESSION_ID, serverUrl, ...others } = values;
  const result = {
    metadataServerUrl: 'https://practice.my.salesforce.com/services/Soap/m/64.0/00DQQ0000001PrA',
    passwordExpired: 'false',
    sandbox: 'false',
    serverUrl: serverUrl ?? 'https://practice.my.salesforce.com/services/Soap/u/64.0/00DQQ0000001PrA',
    sessionId,
    userId: USER_ID,
    ...others,
  };
  return (
    `${DECLARATION}<soapenv:Envelope ${SOAP_NAMESPACES}><soapenv:Body><loginResponse><result>` +
    `${elements(result, '').replaceAll('\n', '')}<userInfo><currencySymbol>€</currencySymbol>` +
    '<organizationId>00DQQ0000001PrA2AU</organizationId><organizationName>Practice &amp; Org</organizationName>' +
    `<roleId xsi:nil="true"/><userId>${USER_ID}</userId><userName>ada@example.com</userName></userInfo>` +
    '</result></loginResponse></soapenv:Body></soapenv:Envelope>'
  );
}

export interface Fault {
  code?: string;
  text?: string;
  /** What stands before the code in `faultcode`. Default: `sf:`. */
  prefix?: string;
  /** False leaves the detail out. */
  detail?: boolean;
}

const BAD_LOGIN = 'Invalid username, password, security token; or user locked out.';

export function loginFault({ code = 'INVALID_LOGIN', text = BAD_LOGIN, prefix = 'sf:', detail = true }: Fault): string {
  const details =
    '<detail><sf:LoginFault xsi:type="sf:LoginFault">' +
    `<sf:exceptionCode>${code}</sf:exceptionCode><sf:exceptionMessage>${text}</sf:exceptionMessage>` +
    '</sf:LoginFault></detail>';
  return (
    `${DECLARATION}<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" ` +
    'xmlns:sf="urn:fault.partner.soap.sforce.com" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">' +
    `<soapenv:Body><soapenv:Fault><faultcode>${prefix}${code}</faultcode><faultstring>${code}: ${text}</faultstring>` +
    `${detail ? details : ''}</soapenv:Fault></soapenv:Body></soapenv:Envelope>`
  );
}

/** The page of something that stands between client and service. */
export const PROXY_PAGE =
  '<!DOCTYPE html>\n<html><head><title>Sign in to the network</title></head>\n<body><p>Please wait</p></body></html>\n';
