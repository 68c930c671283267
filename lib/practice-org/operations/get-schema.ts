/** Bulk API Developer Guide: "Schema": `AsyncApi.xsd`. Read by tools before anybody signs in. */
import { ASYNC_PATH } from '../../wire/v1';
import { asyncApiXsd } from '../async-api-xsd';
import { type Operation } from '../operation';

export const getSchema: Operation = {
  name: 'getSchema',
  method: 'GET',
  path: `${ASYNC_PATH}/:version/AsyncApi.xsd`,
  run: () => ({ status: 200, headers: { 'Content-Type': 'application/xml' }, body: asyncApiXsd() }),
};
