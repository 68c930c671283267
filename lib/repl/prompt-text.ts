import { placeOf, type Place } from './place';
import { type Session } from './session';

/** Says where a line would go. */
export function promptText({ info, org, screen: { colors } }: Session): string {
  const place = placeOf(info, org.url);
  const paint: Record<Place, (text: string) => string> = {
    practice: colors.green,
    sandbox: colors.yellow,
    production: (text) => colors.bold(colors.red(text)),
  };
  return `${paint[place](place)}> `;
}
