/** REST API Developer Guide: "Versions": asked without a session, and not counted. */
import { apiVersions } from '../api-versions';
import { DATA_PATH } from '../../wire/v2';
import { type Operation } from '../operation';
import { json } from '../rest-call';

export const versions: Operation = { name: 'versions', method: 'GET', path: DATA_PATH, run: () => json(apiVersions()) };
