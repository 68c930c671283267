export { type Duration } from './clock';
export { type ConnectedApp, type OrgSetup, type PracticeOrgOptions, type PracticeUser } from './options';
export { type PracticeCredentials, PracticeOrg } from './practice-org';
export { type LoggedRequest } from './request-log';
