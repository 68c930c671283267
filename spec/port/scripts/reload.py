# Reloads what failed, a few times (Python 2).
import logging
import os
import time
from sfbulk import Bulk
try:
    import json
except ImportError:
    import simplejson as json

logger = logging.getLogger('reload')

state = {'attempt': 0, 'left': []}
all_rows = ['Ada,Lovel', 'Nobody,', 'Alan,Turi']


def send(bulk, rows):
    bulk.job_create('insert', 'Contact')
    bulk.batch_create('FirstName,LastName\n' + '\n'.join(rows))
    elapsed = 0
    while not bulk.job_is_completed():
        if elapsed > 60 * 10:
            logger.error('too slow: %s seconds', elapsed)
            raise RuntimeError, 'too slow'
        time.sleep(5)
        elapsed = elapsed + 5
    status = bulk.batch_status()
    for key in status:
        logger.warning('%s: %s', 'batch', status[key]['state'])
    bulk.job_close()
    results = []
    for batch in bulk.batch_result().itervalues():
        for line in batch[1:]:
            if len(line) == 0: continue
            results.append(line)
    return results


def failed_rows(rows, results):
    failed = []
    for row, result in zip(rows, results):
        if '"false"' in result:
            failed.append(row)
    return failed


bulk = Bulk()
bulk.login('ada@example.com', 'practice-password', security_token='PracticeSecurityToken024')
rows = list(all_rows)
while rows and state['attempt'] < 3:
    state['attempt'] += 1
    results = send(bulk, rows)
    rows = failed_rows(rows, results)
    print 'attempt', state['attempt'], 'left', len(rows), rows
    # give a name to those without one
    rows = [row if not row.endswith(',') else row + 'Unknown' for row in rows]
else:
    print 'no more'

with open('state.json', 'w') as f:
    json.dump({'left': rows, 'ok': not rows}, f)
print open('state.json').read().replace(' ', '')
with open('state.json') as f:
    loaded = json.load(f)
if loaded['ok'] and not loaded['left']:
    print 'all loaded'
os.remove('state.json')
print os.path.exists('state.json')
