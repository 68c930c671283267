# -*- coding: utf-8 -*-
# How Python 2 scripts put text together.
rows = [u'Hopp;Grace;1906', u'Turi;Alan;1912', u'']
people = []
for row in rows:
    if row:
        last, first, born = row.split(';')
        people.append({'first': first, 'last': last, 'born': int(born)})

print 'Name'.ljust(12) + '|' + 'Born'.rjust(6)
print '-' * 19
for person in people:
    print '%-12s|%6d' % (person['first'] + ' ' + person['last'], person['born'])
print "%(first)s %(last)s, 100%%" % people[0]
print '{first:>8}|{last:<6}|{born:06d}'.format(**people[1])
print '%.2f %5.1f %s %r' % (3.14159, 2.0, 'x', 'y')
print 7 / 2, 7 / 2.0, -7 / 2, 1.0
print 'a,b,,c'.split(','), '  x y  '.split(), 'x'.join(['1', '2'])
text = 'Contact'
print text.lower(), text[0], text[-1], text[1:3], text.find('t'), 'tac' in text, text.replace('t', 'T')
print text.startswith(('Con', 'Acc')), text.upper().title(), 'abc'.zfill(5), text[::-1]
print len(people), bool(people), not people, None is None
total = 0
for i in range(3):
    for j in xrange(i, 3):
        if j == 2:
            break
        total += i * j
else:
    print 'total', total
n = 5
while n > 0:
    n -= 2
print n, abs(n), max(1, 2, 3), min([4, 5]), sum([1, 2, 3]), sorted(['b', 'a'], reverse=True)
by_name = dict((p['last'], p['born']) for p in people)
by_name['Johns'] = 1918
del by_name['Turi']
for name in sorted(by_name.keys()):
    print name, by_name[name],
print
print by_name.get('Nobody'), by_name.get('Nobody', 0), by_name.has_key('Hopp'), 'Hopp' in by_name
unique = set(['x', 'y', 'x'])
print len(unique), 'x' in unique
try:
    print by_name['Nobody']
except KeyError, e:
    print 'missing', e
try:
    int('abc')
except (ValueError, TypeError) as e:
    print e
value = raw = None
if value is None and raw == None:
    value = 'set'
print value, isinstance(value, basestring)
