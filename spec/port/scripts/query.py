from time import sleep
from sfbulk import Bulk

bulk = Bulk()
bulk.login('ada@example.com', 'practice-password', 'PracticeSecurityToken024')

bulk.job_create('query', 'Contact')
bulk.batch_create('SELECT Id, LastName FROM Contact ORDER BY LastName LIMIT 3')

# wait until everything is done
while not bulk.job_is_completed():
    sleep(10)

result = bulk.batch_result()
for batch_id in result:
    print '%d lines' % len(result[batch_id])
    for line in result[batch_id]:
        print line

bulk.job_close()
