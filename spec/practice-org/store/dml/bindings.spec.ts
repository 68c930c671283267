import { expect } from 'chai';
import { BatchFailure } from '../../../../lib/practice-org/store/types';
import { PracticeStore, thrownBy } from '../practice-store';

describe('The columns of a batch', () => {
  const refused = [
    ['Contact', 'LastName,Nmae', 'Nmae'],
    ['Contact', 'LastName,Account.Name', 'Account.Name'],
    ['Contact', 'LastName,Account.Owner.Id', 'Account.Owner.Id'],
    ['Contact', 'LastName,Firm.Id', 'Firm.Id'],
    ['Contact', 'LastName,Account:Account.Id', 'Account:Account.Id'],
    ['Task', 'Subject,Who.Email', 'Who.Email'],
    ['Task', 'Subject,Account:Who.Id', 'Account:Who.Id'],
  ] as const;

  for (const [object, header, name] of refused) {
    it(`fail the whole batch when one of them is ${name} of ${object}`, () => {
      const org = new PracticeStore();
      const error = thrownBy(() => org.insert(object, header, ['A', 'B']));
      expect(error).to.be.instanceOf(BatchFailure);
      expect(error).to.include({ exceptionCode: 'InvalidBatch', message: `Field name not found : ${name}` });
      expect(org.column(`SELECT Id FROM ${object} WHERE CreatedDate = TODAY`)).to.deep.equal([]);
    });
  }
});
