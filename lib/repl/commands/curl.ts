import { onOff } from './on-off';

export const curl = onOff(
  { name: 'curl', summary: 'Shows each HTTP request as the curl command that does the same' },
  ({ wiretap }, isOn) => {
    wiretap.isCurlShown = isOn;
  },
);
