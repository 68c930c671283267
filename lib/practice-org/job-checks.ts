/** What both APIs look at before they make a job. Refusals are in the words of 1.0, which 2.0 writes in capitals. */
import { type Operation } from '../wire/v1';
import { AsyncFault } from './async-fault';
import { type OrgContext } from './context';
import { type ObjectSchema } from './store/types';

export const bulkObject = ({ store }: OrgContext, name: string | null): ObjectSchema => {
  const object = name === null ? undefined : store.object(name);
  if (object === undefined) throw new AsyncFault('InvalidJob', `Unable to find object: ${name}`);
  checkBulkable(object);
  return object;
};

export const checkBulkable = (object: ObjectSchema): void => {
  if (object.bulkable) return;
  throw new AsyncFault('InvalidEntity', `Entity '${object.name}' is not supported by the Bulk API.`);
};

export const checkHardDelete = ({ settings }: OrgContext, operation: Operation): void => {
  if (operation !== 'hardDelete' || settings.setup.isHardDeleteAllowed) return;
  const message =
    'hardDelete operation requires special user profile permission, please contact your system administrator';
  throw new AsyncFault('FeatureNotEnabled', message);
};

interface ExternalIdChoice {
  readonly operation: Operation;
  readonly object: ObjectSchema;
  readonly name: string | null;
}

/** In the store's spelling. */
export const externalIdField = ({ operation, object, name }: ExternalIdChoice): string | null => {
  if (operation !== 'upsert') {
    if (name !== null) throw new AsyncFault('InvalidJob', `External ID is not allowed for ${operation}.`);
    return null;
  }
  if (name === null) {
    const message = `External ID was blank for ${object.name}. An External ID must be specified for upsert.`;
    throw new AsyncFault('InvalidJob', message);
  }
  const field = object.fields.find((candidate) => candidate.name.toLowerCase() === name.toLowerCase());
  const isKey = field !== undefined && (field.name === 'Id' || field.externalId || field.idLookup);
  if (!isKey) throw new AsyncFault('InvalidJob', `Invalid External ID for ${object.name}: ${name}`);
  return field.name;
};
