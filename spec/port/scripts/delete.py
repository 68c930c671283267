import sys
import time
from sfbulk import Bulk


def run(bulk, operation, sobject, data):
    bulk.job_create(operation, sobject)
    bulk.batch_create(data)
    while True:
        if bulk.job_is_completed():
            break
        time.sleep(10)
    lines = []
    for batch_lines in bulk.batch_result().values():
        lines.extend(batch_lines)
    bulk.job_close()
    return [line for line in lines if line]


def main():
    bulk = Bulk()
    bulk.login('ada@example.com', 'practice-password', 'PracticeSecurityToken024')
    found = run(bulk, 'query', 'Lead', 'SELECT Id FROM Lead LIMIT 2')
    if len(found) < 2:
        print("nothing to delete")
        return 1
    ids = [line.strip('"') for line in found[1:]]
    result = run(bulk, 'delete', 'Lead', "Id\n%s\n" % "\n".join(ids))
    print("deleted %d of %d" % (len(result) - 1, len(ids)))
    where = ', '.join("'{}'".format(lead_id) for lead_id in ids)
    left = run(bulk, 'query', 'Lead', 'SELECT Id FROM Lead WHERE Id IN ({})'.format(where))
    print("left: {}".format(len(left[1:])))
    return 0


if __name__ == '__main__':
    sys.exit(main())
