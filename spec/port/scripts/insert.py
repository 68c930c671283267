# Inserts three contacts and shows what became of each.
from time import sleep
from sfbulk import Bulk

data = """FirstName,LastName,Email
Ada,Lovel,ada@example.com
Alan,Turi,alan@example.com
Nobody,,nobody@example.com
"""

bulk = Bulk()
bulk.login(username='ada@example.com', password='practice-password', security_token='PracticeSecurityToken024', api_version='26.0')
bulk.job_create(operation='insert', object='Contact')
bulk.batch_create(data)
while not bulk.job_is_completed():
    sleep(10)

for batch_id, status in bulk.batch_status().items():
    print(status['state'], status['numberRecordsProcessed'], status['numberRecordsFailed'])

for batch_id, lines in bulk.batch_result(only_invalid=True).items():
    invalid = [line for line in lines[1:] if line]
    print(len(invalid), 'invalid')
    if invalid:
        print(invalid[0].split(',')[1])
bulk.job_close()
