/** XML data as the service writes it. */
import { ASYNC_NAMESPACE } from '../../wire/v1';

/** The one body without a declaration, and on a single line. */
export const xmlResultList = (ids: readonly string[]): string =>
  `<result-list xmlns="${ASYNC_NAMESPACE}">${ids.map((id) => `<result>${id}</result>`).join('')}</result-list>`;
