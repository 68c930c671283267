import { expect } from 'chai';
import { QueryFault } from '../../../lib/practice-org/soql/query-fault';
import { PracticeStore, thrownBy } from '../store/practice-store';

const ADVICE = 'Please reference your WSDL or the describe call for the appropriate names.';

describe('An error in a query', () => {
  const store = new PracticeStore().store;

  const textOf = (soql: string) => {
    const error = thrownBy(() => store.query({ soql, object: 'Account', includeDeleted: false }));
    expect(error).to.be.instanceOf(QueryFault);
    return error instanceof QueryFault ? error.text : '';
  };

  it('shows a field that is not there under a caret', () => {
    expect(textOf('SELECT Id, BadField FROM Account')).to.equal(
      '\nSELECT Id, BadField FROM Account\n           ^\nERROR at Row:1:Column:12\n' +
        "No such column 'BadField' on entity 'Account'. If you are attempting to use a custom field, be sure to append " +
        `the '__c' after the custom field name. ${ADVICE}`,
    );
  });

  it('shows the line, not the whole query', () => {
    const text = textOf("SELECT Id\nFROM Account\nWHERE Name = 'Foo'\n  AND Foo = 1");
    expect(text).to.match(
      /^\n {2}AND Foo = 1\n {6}\^\nERROR at Row:4:Column:7\nNo such column 'Foo' on entity 'Account'\./,
    );
  });

  it('names the entity at the end of a path', () => {
    expect(textOf('SELECT Owner.Foo FROM Account')).to.contain(
      "Row:1:Column:8\nNo such column 'Foo' on entity 'User'.",
    );
  });

  it('shows a relationship that is not there', () => {
    expect(textOf('SELECT Foo.Bar FROM Account')).to.contain(
      "Row:1:Column:8\nDidn't understand relationship 'Foo' in field path. If you are attempting to use a custom " +
        `relationship, be sure to append the '__r' after the custom relationship name. ${ADVICE}`,
    );
  });

  it('shows an object that is not there', () => {
    expect(textOf('SELECT Id FROM Acount')).to.equal(
      '\nSELECT Id FROM Acount\n               ^\nERROR at Row:1:Column:16\n' +
        "sObject type 'Acount' is not supported. If you are attempting to use a custom object, be sure to append the " +
        `'__c' after the entity name. ${ADVICE}`,
    );
  });

  const malformed = [
    ['SELECT Id, FROM Account', 12, "unexpected token: 'FROM'"],
    ['SELECT Id FROM Account WHERE', 29, "unexpected token: '<EOF>'"],
    ["SELECT Id FROM Account WHERE Name = 'AND' AND AND Id = null", 47, "unexpected token: 'AND'"],
    ['SELECT Id FROM Account WHERE Name = :name', 37, "unexpected token: ':'"],
    ['Accounts please', 1, "unexpected token: 'Accounts'"],
    ['SELECT Id FROM Account WHERE (Name = null', 42, "unexpected token: '<EOF>'"],
  ] as const;

  for (const [soql, column, complaint] of malformed) {
    it(`points at ${complaint} in ${soql}`, () => {
      expect(textOf(soql)).to.equal(
        `\n${soql}\n${' '.repeat(column - 1)}^\nERROR at Row:1:Column:${column}\n${complaint}`,
      );
    });
  }

  it('names a quote that nobody closes', () => {
    expect(textOf("SELECT Id FROM Account WHERE Name = 'x")).to.contain('ERROR at Row:1:Column:37\n');
  });

  it('tells 1.0 and 2.0 the same in their own words', () => {
    const fault = new QueryFault({ errorCode: 'MALFORMED_QUERY', text: 'oops' });
    expect(fault).to.include({
      exceptionCode: 'InvalidBatch',
      message: 'Failed to process query: MALFORMED_QUERY: oops',
    });
  });
});
