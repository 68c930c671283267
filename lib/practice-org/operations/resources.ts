/** REST API Developer Guide: "Resources by Version". */
import { DATA_PATH } from '../../wire/v2';
import { json, restOperation } from '../rest-call';

const RESOURCES = ['jobs', 'limits', 'query', 'sobjects'];

export const resources = restOperation({
  name: 'resources',
  method: 'GET',
  path: '',
  run: ({ version }) => json(Object.fromEntries(RESOURCES.map((name) => [name, `${DATA_PATH}/v${version}/${name}`]))),
});
