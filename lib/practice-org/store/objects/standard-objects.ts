import { type ObjectDeclaration } from '../object-declaration';
import { account, contact } from './accounts-and-contacts';
import { acceptedEventRelation, event, task } from './activities';
import { caseComment, caseObject, caseStatus, solution } from './cases-and-solutions';
import { attachment, contentVersion, note } from './files';
import { campaign, campaignMember, lead } from './leads-and-campaigns';
import { opportunity, opportunityContactRole, pricebook, pricebookEntry, product } from './opportunities-and-products';
import { profile, user } from './users';

/** In alphabetical order, as the global describe lists them. */
export const STANDARD_OBJECTS: readonly ObjectDeclaration[] = [
  acceptedEventRelation,
  account,
  attachment,
  campaign,
  campaignMember,
  caseObject,
  caseComment,
  caseStatus,
  contact,
  contentVersion,
  event,
  lead,
  note,
  opportunity,
  opportunityContactRole,
  pricebook,
  pricebookEntry,
  product,
  profile,
  solution,
  task,
  user,
];
