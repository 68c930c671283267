import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { PracticeOrg } from '../../lib/practice-org';
import { runLines, sitDown } from './support/terminals';

const JOB = "bulk.jobCreate('insert', 'Contact')";

describe('Who has .wire on', () => {
  it('sees each exchange as it happens, beside the results and not among them', async () => {
    const { output, errors } = await runLines('.wire on', JOB, '.wire off', 'bulk.jobStatus()');
    expect(errors).to.match(/^→ POST \/services\/async\/66\.0\/job {2}create job, at 127\.0\.0\.1:\d+\n/);
    expect(errors).to.include('\n  Content-Type: application/xml; charset=UTF-8\n  X-SFDC-Session: ***\n');
    expect(errors).to.include('\n  <jobInfo><operation>insert</operation><object>Contact</object>');
    expect(errors).to.match(/\n← 201 after \d+ ms\n {2}content-type: application\/xml\n {2}<jobInfo><id>750/);
    expect(errors.match(/→/g)).to.have.lengthOf(1);
    expect(output)
      .to.match(/^id .*\n─/)
      .and.not.include('→');
  });

  it('sees the beginning of data, and how much there is of it', async () => {
    const { errors } = await runLines(JOB, '.wire on', "bulk.batchCreate('LastName\\n' + 'Hopp\\n'.repeat(2000))");
    expect(errors).to.match(/\n {2}LastName↵Hopp↵Hopp↵.{200,300}… \(10,009 bytes in all\)\n/);
  });

  it('sees no secret', async () => {
    const { errors } = await runLines('.wire on', '.curl on', 'bulk.login(org.credentials)', 'bulk.limits()');
    expect(errors).to.include('<urn:password>***</urn:password>').and.include('← 200');
    expect(errors).not.to.match(/practice-password|PracticeSecurityToken|00D\w{12,15}!/);
  });

  it('sees what a Bulk of their own sends, and the demo', async () => {
    const own = 'const mine = new Bulk(); await mine.login(org.accessToken()); await mine.limits()';
    expect((await runLines('.wire on', own)).errors).to.include('get limits');
    expect((await runLines('.wire on', '.demo')).errors).to.include('create batch');
  });

  it('sees nothing of what completion asks for', async () => {
    const person = await sitDown();
    await person.enter('.wire on');
    await person.type("bulk.jobCreate('insert', 'Campaig", /Campaig$/);
    const completed = await person.type('\t', /n$/);
    expect(completed).not.to.include('→');
    expect(await person.enter("Member')")).to.include('→ POST');
    await person.leave();
  });

  it('sees that no answer came', async () => {
    const { errors } = await runLines('.wire on', '.trigger drop-reply', 'bulk.limits()');
    expect(errors)
      .to.match(/\n✗ after \d+ ms: No answer to "get limits"/)
      .and.match(/← 200 after/);
  });

  it('says on or off', async () => {
    expect((await runLines('.wire')).errors).to.include('UsageError: .wire takes on or off');
    expect((await runLines('.curl maybe')).errors).to.include('UsageError: .curl takes on or off');
  });
});

describe('Who has .curl on', () => {
  it('may paste the command, which does the same', async () => {
    const { errors } = await runLines(JOB, '.curl on', 'bulk.limits()');
    const [, command = ''] = /^# get limits\n([^]*)$/.exec(errors) ?? [];
    const org = await PracticeOrg.start();
    const { accessToken: SESSION } = org.accessToken();
    const there = command.replace(/http:\/\/127\.0\.0\.1:\d+/, org.url);
    const env = { ...process.env, SESSION, no_proxy: '127.0.0.1' };
    const { stdout } = await promisify(execFile)('sh', ['-c', there], { env });
    await org.stop();
    expect(JSON.parse(stdout)).to.have.property('DailyBulkApiBatches');
  });

  it('sees a batch as it was sent', async () => {
    const { errors } = await runLines(JOB, '.curl on', 'bulk.batchCreate("LastName\\nO\'Hopp\\n")');
    expect(errors).to.match(/\ncurl -X POST 'http.*\/batch' \\\n {2}-H/);
    expect(errors)
      .to.include('-H "X-SFDC-Session: $SESSION" \\\n')
      .and.include("--data-raw 'LastName\nO'\\''Hopp\n'\n");
  });
});
