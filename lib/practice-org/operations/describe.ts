/** REST API Developer Guide: "Describe Global" and "sObject Describe". */
import { describeObject, summarise } from '../describe';
import { header } from '../http';
import { json, restOperation } from '../rest-call';
import { RestFault } from '../rest-fault';

export const describeGlobal = restOperation({
  name: 'describeGlobal',
  method: 'GET',
  path: '/sobjects',
  run: ({ org, version }) =>
    json({
      encoding: 'UTF-8',
      maxBatchSize: 200,
      sobjects: org.store.objects().map((object) => summarise(object, version)),
    }),
});

export const describe = restOperation({
  name: 'describe',
  method: 'GET',
  path: '/sobjects/:object/describe',
  run({ org, request, params, version }) {
    const object = org.store.object(params.object ?? '');
    if (object === undefined) {
      throw new RestFault({ status: 404, errorCode: 'NOT_FOUND', message: 'The requested resource does not exist' });
    }
    const since = Date.parse(header(request, 'if-modified-since') ?? '');
    const modified = Math.floor(org.startedAt / 1000) * 1000;
    if (since >= modified) return { status: 304 };
    const description = describeObject({ object, objects: org.store.objects(), version });
    return json(description, { 'Last-Modified': new Date(modified).toUTCString() });
  },
});
