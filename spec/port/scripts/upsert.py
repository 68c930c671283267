from sfbulk import Bulk
import time

EXTERNAL_ID = 'ExternalId__c'


def upsert(bulk, rows):
    bulk.job_create('upsert', 'Contact', external_id=EXTERNAL_ID)
    bulk.batch_create('\n'.join([EXTERNAL_ID + ',LastName'] + rows) + '\n')
    while not bulk.job_is_completed():
        time.sleep(10)
    created = 0
    changed = 0
    for lines in bulk.batch_result().values():
        for line in lines[1:]:
            if not line:
                continue
            _id, success, was_created, error = line.split(',', 3)
            if was_created == '"true"':
                created += 1
            else:
                changed += 1
    bulk.job_close()
    return created, changed


if __name__ == '__main__':
    bulk = Bulk()
    bulk.login('ada@example.com', 'practice-password', 'PracticeSecurityToken024')
    print upsert(bulk, ['C-1,Hopp', 'C-2,Turi'])
    created, changed = upsert(bulk, ['C-2,Turing', 'C-3,Johns'])
    print 'created: {0}, changed: {1}'.format(created, changed)
