import ConfigParser
import os
from sfbulk import Bulk
import time

config = ConfigParser.ConfigParser()
config.read(os.path.join('.', 'settings.ini'))

credentials = {
    'username': config.get('salesforce', 'username'),
    'password': config.get('salesforce', 'password'),
    'security_token': config.get('salesforce', 'token'),
}
# sandbox or not
sandbox = config.getboolean('salesforce', 'sandbox') if config.has_option('salesforce', 'sandbox') else False

bulk = Bulk()
bulk.login(**credentials)
poll = config.getint('job', 'poll')

for section in config.sections():
    if not section.startswith('query:'):
        continue
    name = section.split(':')[1]
    sobject = config.get(section, 'object')
    bulk.job_create('query', sobject)
    bulk.batch_create(config.get(section, 'soql'))
    polls = 0
    while not bulk.job_is_completed() and polls < 100:
        time.sleep(poll)
        polls += 1
    total = 0
    for key, value in bulk.batch_result().iteritems():
        total += len(value) - 2
    print '%s (%s): %d' % (name, sobject, total)
    bulk.job_close()
print 'sandbox:', sandbox
