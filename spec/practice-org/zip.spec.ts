import { expect } from 'chai';
import { strToU8, zipSync } from 'fflate';
import { CSV, JSON_TYPE, valueOf, Visit } from './support/exchange';

const zip = (files: Record<string, string | Uint8Array>): Buffer =>
  Buffer.from(
    zipSync(
      Object.fromEntries(
        Object.entries(files).map(([name, data]) => [name, typeof data === 'string' ? strToU8(data) : data]),
      ),
    ),
  );

const ATTACHMENTS = { operation: 'insert', object: 'Attachment', contentType: 'ZIP_CSV' };
const PARENT = '001QQ0000000001YAA';

describe('A zipped batch', () => {
  let visit: Visit;
  before(async () => {
    visit = await Visit.start();
  });
  after(() => visit.stop());

  const outcome = async (files: Record<string, string | Uint8Array>): Promise<string> => {
    const { job, batch } = await visit.run(ATTACHMENTS, { body: zip(files), type: 'zip/csv' });
    const info = await visit.get(`/job/${job}/batch/${batch}`);
    return valueOf(info, 'stateMessage') ?? (await visit.get(`/job/${job}/batch/${batch}/result`)).body;
  };

  it('attaches the files that its records point at', async () => {
    const csv = `Name,ParentId,Body\nphoto.gif,${PARENT},#photo.gif\noffer.pdf,${PARENT},#docs/offer.pdf\n`;
    const body = await outcome({ 'request.txt': csv, 'photo.gif': 'GIF89a', 'docs/offer.pdf': '%PDF' });
    expect(body).to.match(/^"Id","Success","Created","Error"\n("00P\w{15}","true","true",""\n){2}$/);
    const found = await visit.query('Attachment', "SELECT Name, BodyLength FROM Attachment WHERE Name = 'photo.gif'");
    expect(found).to.equal('"Name","BodyLength"\n"photo.gif","6"\n');
  });

  it('refuses by itself each record that points at a folder, at nothing, or without the sign', async () => {
    const csv = `Name,ParentId,Body\na,${PARENT},#no.txt\nb,${PARENT},#docs\nc,${PARENT},photo.gif\nd,${PARENT},#photo.gif\n`;
    const lines = (await outcome({ 'request.txt': csv, 'photo.gif': 'x', 'docs/offer.pdf': 'y' }))
      .split('\n')
      .slice(1, -1);
    expect(lines.map((line) => /INVALID_FIELD|"true"/.exec(line)?.[0])).to.deep.equal([
      'INVALID_FIELD',
      'INVALID_FIELD',
      'INVALID_FIELD',
      '"true"',
    ]);
  });

  it('fails as a whole without request.txt at its root, past its limits, or if it is no zip', async () => {
    const csv = `Name,ParentId,Body\na,${PARENT},#a\n`;
    expect(await outcome({ 'top/request.txt': csv })).to.match(/^InvalidBatch : .*request\.txt/);
    expect(await outcome({ 'request.txt': csv, a: new Uint8Array(20_000_001) })).to.match(/^InvalidBatch : .*20000000/);
    const many = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`f${index}`, '']));
    expect(await outcome({ 'request.txt': csv, ...many })).to.match(/^InvalidBatch : .*1000/);
    expect(await outcome({ 'request.txt': csv, ['n'.repeat(513)]: '' })).to.match(/^InvalidBatch : .*512/);
    const { job, batch } = await visit.run(ATTACHMENTS, { body: 'no zip', type: 'zip/csv' });
    expect(valueOf(await visit.get(`/job/${job}/batch/${batch}`), 'stateMessage')).to.match(/^InvalidBatch : /);
  });

  it('speaks like the format within: ZIP_JSON in JSON', async () => {
    const body = zip({ 'request.txt': JSON.stringify([{ Name: 'a', ParentId: PARENT, Body: '#a' }]), a: 'x' });
    const fields = { ...ATTACHMENTS, contentType: 'ZIP_JSON' };
    const answer = await visit.result(fields, { body, type: 'zip/json' });
    expect(JSON.parse(answer)).to.have.lengthOf(1);
    const job = await visit.jobId(fields);
    expect((await visit.get(`/job/${job}`)).headers['content-type']).to.equal(JSON_TYPE);
    const wrong = await visit.post(`/job/${job}/batch`, { body, type: CSV });
    expect(valueOf(wrong, 'exceptionCode')).to.equal('UnsupportedContentType');
  });
});
