/** The ids that the operations above the store name as well: the same on every start. */
export const ORGANIZATION_ID = '00DQQ0000001PrA2AU';
export const ADMIN_USER_ID = '005QQ0000000001YAA';
export const ADMIN_USERNAME = 'ada@practice.example';

/** When the sample records came into being. */
export const SAMPLES_CREATED = Date.UTC(2026, 0, 5, 9, 30);
