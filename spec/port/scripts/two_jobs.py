import time, sys, csv
from sfbulk import Bulk


def chunked(seq, size):
    return [seq[i:i + size] for i in xrange(0, len(seq), size)]


def wait(bulk, every=10, timeout=600):
    waited = 0
    while not bulk.job_is_completed():
        if waited >= timeout:
            raise RuntimeError, 'timeout after %ds' % waited
        time.sleep(every)
        waited += every
        print >>sys.stderr, 'waited', waited, 's'


bulk = Bulk()
try:
    bulk.login('ada@example.com', 'practice-password', 'PracticeSecurityToken024')
except Exception, e:
    print 'login failed: %s' % e
    sys.exit(1)
bulk.job_create('query', 'Contact')
bulk.batch_create('SELECT Id, LastName FROM Contact ORDER BY LastName LIMIT 5')
wait(bulk)
rows = []
for batch_id, lines in bulk.batch_result().iteritems():
    reader = csv.reader(lines)
    header = reader.next()
    for rec in reader:
        if rec:
            rows.append(dict(zip(header, rec)))
bulk.job_close()
print len(rows), header, [r['LastName'] for r in rows][:2]
for n, part in enumerate(chunked(rows, 2)):
    print n, len(part), ', '.join(sorted(map(lambda r: r['LastName'].upper(), part)))
bulk.job_create('update', 'Contact')
for part in chunked(rows, 3):
    bulk.batch_create('Id,Description\n' + ''.join(['%s,"batch of %d"\n' % (r['Id'], len(part)) for r in part]))
wait(bulk)
ok, bad = 0, 0
for batch_id, status in sorted(bulk.batch_status().items()):
    bad += int(status['numberRecordsFailed'])
    ok += int(status['numberRecordsProcessed']) - int(status['numberRecordsFailed'])
bulk.job_close()
print 'ok', ok, 'bad', bad, 'rate %.1f%%' % (ok * 100.0 / (ok + bad)), ok / 2
