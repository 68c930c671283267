export { type Duration } from './clock';
export { BATCH_FAULTS, type FaultPlan, type FaultScript, REQUEST_FAULTS } from './faults';
export { type ConnectedApp, type OrgSetup, type PracticeOrgOptions, type PracticeUser } from './options';
export { type PracticeCredentials, PracticeOrg } from './practice-org';
export { type LoggedRequest } from './request-log';
