import { onOff } from './on-off';

export const timer = onOff(
  { name: 'timer', summary: 'Shows how long each line takes, and how many API calls' },
  (session, isOn) => {
    session.isTimed = isOn;
  },
);
