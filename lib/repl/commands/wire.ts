import { onOff } from './on-off';

export const wire = onOff(
  { name: 'wire', summary: 'Shows each HTTP request and its answer as they happen, secrets masked' },
  ({ wiretap }, isOn) => {
    wiretap.isWireShown = isOn;
  },
);
